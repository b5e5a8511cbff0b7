import { useText } from '../../language/use-text.ts';
import { useEntry, useLive } from '../../store/live-context.ts';
import { casualtyGroups, casualtyOutcomes } from '../checks/check-incident.ts';
import type { Fault } from '../checks/fault.ts';

/** A few numbers by group and outcome; an empty one was not reported. */
export function CasualtyField({ fault }: { fault: Fault | undefined }) {
  const t = useText();
  const { entry } = useLive();
  const counts = useEntry((state) => state.drafts.incident.casualties);
  const hasAny = Object.values(counts).some((count) => count !== '');
  return (
    <details className="entry-more" open={hasAny || fault !== undefined}>
      <summary>{t('entry.casualties')}</summary>
      <table className="entry-casualties">
        <thead>
          <tr>
            <td />
            {casualtyOutcomes.map((outcome) => (
              <th key={outcome} scope="col">
                {t(`outcome.${outcome}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {casualtyGroups.map((group) => (
            <tr key={group}>
              <th scope="row">{t(`casualtyGroup.${group}`)}</th>
              {casualtyOutcomes.map((outcome) => {
                const name = `${group}.${outcome}`;
                return (
                  <td key={outcome}>
                    <input
                      type="text"
                      inputMode="numeric"
                      autoComplete="off"
                      dir="ltr"
                      aria-label={`${t(`casualtyGroup.${group}`)}: ${t(`outcome.${outcome}`)}`}
                      aria-invalid={fault !== undefined && !/^\d{0,7}$/.test(counts[name]?.trim() ?? '')}
                      value={counts[name] ?? ''}
                      onChange={(event) =>
                        entry.getState().edit('incident', { casualties: { ...counts, [name]: event.target.value } })
                      }
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="entry-hint">{t('entry.casualtiesHint')}</p>
      {fault && <p className="entry-fault">{t(fault.id, fault.values)}</p>}
    </details>
  );
}
