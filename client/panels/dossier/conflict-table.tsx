import {
  type ConflictAccount,
  type ConflictSubject,
  casualtyOutcomes,
  type DossierConflicts,
} from '#shared/protocol/dossier.ts';
import { isolate } from '../../format/isolate.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { type MessageId, type Translate, useText } from '../../language/use-text.ts';

type Column = ConflictAccount & { on?: readonly ConflictSubject[] };
type Row = { label: MessageId; on?: ConflictSubject; say: (t: Translate, account: Column) => string };

const rows: readonly Row[] = [
  { label: 'field.type', on: 'type', say: (t, { type }) => t(`incidentType.${type}`) },
  { label: 'section.casualties', on: 'casualties', say: harmText },
  {
    label: 'field.place',
    on: 'place',
    say: (t, { position, precision }) =>
      position ? `${isolate(formatDecimal(position))} · ${t(`precision.${precision}`)}` : t('value.noPlace'),
  },
  {
    label: 'field.grading',
    say: (t, { grading }) => (grading ? isolate(`${grading.reliability}${grading.credibility}`) : t('value.ungraded')),
  },
  { label: 'field.verification', say: (t, { verification }) => t(`verification.${verification}`) },
  { label: 'field.known', say: (_t, { knownAt }) => isolate(formatUtcDateTime(Date.parse(knownAt))) },
];

type Props = { conflicts: DossierConflicts; onSelect: (key: string) => void };

/** What stands, and beside it every account that says otherwise. */
export function ConflictTable({ conflicts: { standing, others }, onSelect }: Props) {
  const t = useText();
  const columns: Column[] = standing ? [standing, ...others] : [];
  return (
    <section aria-label={t('dossier.conflicts')}>
      <h3>{t('dossier.conflicts')}</h3>
      {others.length === 0 ? (
        <p className="empty">{t('dossier.noConflict')}</p>
      ) : (
        <div className="dossier-scroll">
          <table className="dossier-accounts">
            <thead>
              <tr>
                <td />
                {columns.map((account, index) => (
                  <th key={`${account.source} ${account.messageId}`} scope="col">
                    {index === 0 && <span className="quiet">{t('dossier.stands')}</span>}
                    <button type="button" className="link" onClick={() => onSelect(account.key)}>
                      <bdi>{account.title}</bdi>
                    </button>
                    <bdi className="quiet">{account.sourceName}</bdi>
                    {account.withdrawn && <Withdrawn withdrawn={account.withdrawn} />}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ label, on, say }) => (
                <tr key={label as string}>
                  <th scope="row">{t(label)}</th>
                  {columns.map((account) => (
                    <td
                      key={`${account.source} ${account.messageId}`}
                      className={on && account.on?.includes(on) ? 'is-otherwise' : ''}
                    >
                      {say(t, account)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Withdrawn({ withdrawn: { knownAt, reason } }: { withdrawn: NonNullable<ConflictAccount['withdrawn']> }) {
  const t = useText();
  return (
    <span className="tone-warning">
      {t('dossier.withdrawn', { time: isolate(formatUtcDateTime(Date.parse(knownAt))) })}
      {reason && <bdi> {reason}</bdi>}
    </span>
  );
}

function harmText(t: Translate, { casualties }: Column): string {
  const counted = casualtyOutcomes.filter((outcome) => casualties[outcome] !== undefined);
  if (counted.length === 0) return t('dossier.notCounted');
  return counted.map((each) => `${isolate(String(casualties[each]))} ${t(`outcome.${each}`)}`).join(', ');
}
