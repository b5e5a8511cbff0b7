import { medicalParameters, type ParameterName, parameterLimits, parameterNames } from '#shared/parameters/medical.ts';
import { makeStateEntry } from '../../forms/board/make-board-entry.ts';
import { makeId } from '../../forms/checks/make-id.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import { EditableCell, moveInTable } from './editable-cell.tsx';

const key = 'parameters/medical';

/** Every number of 10-1-2 in its three readings, with its source, and what this mission plans with instead. */
export function ParameterTab() {
  const t = useText();
  const { store, clock, entry } = usePulse();
  const found = store.picture.records.get(key);
  const record = found?.kind === 'parameters' ? found : undefined;
  const changed = record?.body.changed ?? {};
  const save = (name: ParameterName, value: number | undefined) => {
    const { [name]: before, ...others } = changed;
    const { planning } = medicalParameters[name];
    const isShipped = value === undefined || value === planning;
    if (value === before || (isShipped && before === undefined)) return;
    const title = t('board.changed', {
      ...{ name: t(`parameter.${name}`), field: t('board.here') },
      ...{ from: before ?? planning, to: value ?? planning },
    });
    const body = { changed: isShipped ? others : { ...others, [name]: value } };
    const state = { kind: 'parameters', key, record, title, body, before: { changed } } as const;
    entry.getState().post(makeStateEntry(state, { id: makeId(), now: clock.serverNow() ?? Date.now() }));
  };
  return (
    <>
      <p className="row-note board-help">{t('cover.guideline')}</p>
      <table className="board-table" onKeyDown={moveInTable}>
        <caption className="unseen">{t('board.parameters')}</caption>
        <thead>
          <tr>
            {(['parameter', 'unit', 'optimistic', 'planning', 'pessimistic', 'here', 'source'] as const).map((name) => (
              <th scope="col" key={name}>
                {t(`board.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parameterNames.map((name) => {
            const { unit, source, planning, optimistic, pessimistic } = medicalParameters[name];
            const own = changed[name];
            const label = t(`parameter.${name}`);
            const [least, most] = parameterLimits[unit];
            return (
              <tr key={name} data-parameter={name}>
                <th scope="row">{label}</th>
                <td className="quiet">{t(`parameterUnit.${unit}` as MessageId)}</td>
                <td>{optimistic}</td>
                <td>{planning}</td>
                <td>{pessimistic}</td>
                <td className={own === undefined ? '' : 'is-own'}>
                  <EditableCell
                    field={{ control: { kind: 'number', least, most }, isNeeded: true }}
                    label={t('board.here')}
                    name={label}
                    shown={String(own ?? planning)}
                    text={String(own ?? planning)}
                    onSave={(value) => save(name, Number(value))}
                  />
                  {own !== undefined && (
                    <button
                      type="button"
                      className="small"
                      aria-label={t('board.resetOf', { name: label })}
                      onClick={() => save(name, undefined)}
                    >
                      {t('board.reset')}
                    </button>
                  )}
                </td>
                <td className="quiet">{t(`parameterSource.${source}`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
