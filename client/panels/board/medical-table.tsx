import { casesOfAssets } from '#shared/coverage/situation/assets-on-cases.ts';
import { stateValidityHours } from '#shared/parameters/freshness.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { descriptionOf } from '../../format/record-kinds.ts';
import { stateValidUntil } from '../../format/state-validity.ts';
import {
  assetFields,
  type BoardField,
  editedText,
  facilityFields,
  validityField,
} from '../../forms/board/board-fields.ts';
import { makeBoardEntry } from '../../forms/board/make-board-entry.ts';
import { makeId } from '../../forms/checks/make-id.ts';
import { type MessageId, type Translate, useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import { EditableCell, moveInTable } from './editable-cell.tsx';

type State = PictureRecord<'asset' | 'facility'>;

/** Every asset and facility of the mission with its state, each value changed in place. */
export function MedicalTables() {
  const t = useText();
  const { store } = usePulse();
  const byName = (one: State, other: State) => one.body.name.localeCompare(other.body.name);
  const assets = [...store.recordsOf('asset')].sort(byName);
  const facilities = store.recordsOf('facility').filter(({ body }) => body.level !== 'civilian');
  return (
    <>
      <p className="row-note board-help">{t('board.help')}</p>
      <StateTable title={t('board.assets')} empty={t('board.noAssets')} records={assets} fields={assetFields} />
      <StateTable
        title={t('board.facilities')}
        empty={t('board.noFacilities')}
        records={[...facilities].sort(byName)}
        fields={facilityFields}
      />
    </>
  );
}

function StateTable(props: { title: string; empty: string; records: readonly State[]; fields: readonly BoardField[] }) {
  const { title, empty, records, fields } = props;
  const t = useText();
  return (
    <table className="board-table" onKeyDown={moveInTable}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('board.name')}</th>
          {fields.map(({ name, label }) => (
            <th scope="col" key={name}>
              {t(label)}
            </th>
          ))}
          <th scope="col">{t('field.validUntil')}</th>
        </tr>
      </thead>
      <tbody>
        {records.length === 0 && (
          <tr>
            <td className="empty" colSpan={fields.length + 2}>
              {empty}
            </td>
          </tr>
        )}
        {records.map((record) => (
          <StateRow key={record.key} record={record} fields={fields} />
        ))}
      </tbody>
    </table>
  );
}

function StateRow({ record, fields }: { record: State; fields: readonly BoardField[] }) {
  const t = useText();
  const { clock, entry, view, store } = usePulse();
  const now = clock.serverNow() ?? Date.now();
  const isAway = casesOfAssets(store.recordsOf('casevac')).has(record.key);
  const isLapsed = stateValidUntil(record) < now;
  const { name } = record.body;
  const values = record.body as Record<string, unknown>;
  const save = (field: BoardField, value: unknown) => {
    const title =
      field === validityField
        ? t('board.confirmed', { name, hours: Number(value) })
        : t('board.changed', {
            ...{ name, field: t(field.label) },
            from: shownValue(t, field, values[field.name]),
            to: shownValue(t, field, value),
          });
    const change = field === validityField ? {} : { [field.name]: value };
    const validHours = field === validityField ? Number(value) : stateValidityHours;
    entry.getState().post(makeBoardEntry(record, change, { id: makeId(), now, title, validHours }));
  };
  return (
    <tr data-key={record.key}>
      <th scope="row">
        <button type="button" className="link" onClick={() => view.getState().select(record.key, { centre: true })}>
          <bdi>{descriptionOf(record.kind).titleOf(record, t)}</bdi>
        </button>
        {isAway && <span className="row-note tone-warning">{t('whatif.away')}</span>}
      </th>
      {fields.map((field) => {
        const shown = shownValue(t, field, values[field.name]);
        // The level of a facility is what it is; its state is what lapses.
        const isDoubtful = isLapsed && field.name !== 'level' && values[field.name] !== undefined;
        return (
          <td key={field.name} data-field={field.name}>
            <EditableCell
              field={field}
              label={t(field.label)}
              name={name}
              shown={isDoubtful ? t('board.lapsed', { value: shown }) : shown}
              help={isDoubtful ? t('board.lapsedHelp', { value: shown }) : undefined}
              isDoubtful={isDoubtful}
              text={editedText(values[field.name])}
              onSave={(value) => save(field, value)}
            />
          </td>
        );
      })}
      <td data-field="validHours">
        <EditableCell
          field={validityField}
          label={t('board.hours')}
          name={name}
          confirms
          shown={validityText(t, record, now)}
          isDoubtful={isLapsed}
          text={String(stateValidityHours)}
          onSave={(value) => save(validityField, value)}
        />
      </td>
    </tr>
  );
}

function shownValue(t: Translate, { control, isMinutes }: BoardField, value: unknown): string {
  if (value === undefined) return t('value.unknown');
  if (control.kind === 'choice') return t(`${control.prefix}.${value}` as MessageId);
  if (control.kind === 'flag') return t(value ? 'value.yes' : 'value.no');
  return isMinutes ? t('age.minutes', { minutes: Number(value) }) : String(value);
}

function validityText(t: Translate, record: State, now: number): string {
  const until = stateValidUntil(record);
  return until < now
    ? t('validity.expired', { age: formatAge(t, now - until) })
    : t('board.left', { age: formatAge(t, until - now) });
}
