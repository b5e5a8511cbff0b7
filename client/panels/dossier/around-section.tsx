import { useState } from 'react';
import type { DossierAnswer } from '#shared/protocol/dossier.ts';
import { isolate } from '../../format/isolate.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { type GroupName, groupNames, type NearAround, rowsOf } from './around-rows.ts';

type Props = { dossier: DossierAnswer; onSelect: (key: string) => void };

/** What was near, a group at a time on the screen and all of them on paper. */
export function AroundSection({ dossier, onSelect }: Props) {
  const t = useText();
  const [chosen, setChosen] = useState<GroupName>('tracks');
  const { around, km, minutes, incident } = dossier;
  const title = t('dossier.around', { km: isolate(String(km)), minutes: isolate(String(minutes)) });
  if ('reason' in around)
    return (
      <section aria-label={title}>
        <h3>{title}</h3>
        <p className="empty">{t('dossier.noPosition')}</p>
      </section>
    );
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {incident.haloMetres > km * 1000 && (
        <p className="tone-warning">{t('dossier.vague', { distance: isolate(formatDistance(incident.haloMetres)) })}</p>
      )}
      <div className="dossier-tabs dossier-off-paper">
        {groupNames.map((name) => (
          <button
            key={name}
            type="button"
            className="small"
            aria-pressed={name === chosen}
            onClick={() => setChosen(name)}
          >
            {t(`dossierGroup.${name}`)} <span className="figures">{isolate(String(around[name].things.length))}</span>
          </button>
        ))}
      </div>
      {groupNames.map((name) => (
        <Group key={name} name={name} around={around} isChosen={name === chosen} onSelect={onSelect} />
      ))}
    </section>
  );
}

type GroupProps = { name: GroupName; around: NearAround; isChosen: boolean; onSelect: (key: string) => void };

function Group({ name, around, isChosen, onSelect }: GroupProps) {
  const t = useText();
  const rows = rowsOf(t, around, name);
  return (
    <div className={`dossier-group${isChosen ? '' : ' is-other'}`}>
      <h4>{t(`dossierGroup.${name}`)}</h4>
      {rows.length === 0 ? (
        <p className="empty">{t('dossier.noneNear')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('dossier.what')}</th>
              <th scope="col">{t('dossier.distance')}</th>
              <th scope="col">{t('dossier.when')}</th>
              <th scope="col">{t('dossier.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name: label, state, distanceMetres, at }) => (
              <tr key={key}>
                <td>
                  <button type="button" className="link" onClick={() => onSelect(key)}>
                    <bdi>{label}</bdi>
                  </button>
                </td>
                <td className="figures">{isolate(formatDistance(distanceMetres))}</td>
                <td className="figures">{isolate(formatUtcDateTime(at, true))}</td>
                <td>{state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {around[name].isCut && <p className="tone-warning">{t('dossier.cut', { count: rows.length })}</p>}
    </div>
  );
}
