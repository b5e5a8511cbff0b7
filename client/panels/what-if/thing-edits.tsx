import { memo } from 'react';
import { useStore } from 'zustand';
import { casesOfAssets } from '#shared/coverage/situation/assets-on-cases.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, usePulse } from '../../store/live-context.ts';
import type { WhatIfSession } from '../../workers/what-if-session.ts';
import { MinutesField } from './minutes-field.tsx';

/** Assets and facilities: notice, readiness, and where they are. The same by keyboard as by dragging on the map. */
export function ThingEdits({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store } = usePulse();
  const away = casesOfAssets(store.recordsOf('casevac'));
  const facilities = store.recordsOf('facility').filter(({ body }) => body.level !== 'civilian');
  return (
    <details className="what-if-group" open>
      <summary>{t('whatif.things')}</summary>
      <ul className="what-if-things">
        {store.recordsOf('asset').map((record) => (
          <AssetLine key={record.key} session={session} record={record} isAway={away.has(record.key)} />
        ))}
        {facilities.map((record) => (
          <FacilityLine key={record.key} session={session} record={record} />
        ))}
      </ul>
    </details>
  );
}

const AssetLine = memo(function AssetLine(props: {
  session: WhatIfSession;
  record: PictureRecord<'asset'>;
  /** On a case: it fetches nobody else. */
  isAway: boolean;
}) {
  const { session, record, isAway } = props;
  const t = useText();
  const { key, body } = record;
  const edit = useStore(session.state, ({ edits }) => edits.find((each) => each.kind === 'asset' && each.key === key));
  const set = edit?.kind === 'asset' ? edit.set : {};
  const { status, noticeMinutes } = { ...body, ...(isAway ? { status: 'tasked' } : {}), ...set };
  return (
    <li className={edit ? 'is-edited' : ''}>
      <b>
        {body.name}
        {isAway && <span className="tone-warning"> · {t('whatif.away')}</span>}
      </b>
      <MinutesField
        label={t('whatif.notice')}
        value={noticeMinutes}
        most={1_440}
        onChange={(minutes) => session.add({ kind: 'asset', key, set: { noticeMinutes: minutes } })}
      />
      <select
        aria-label={body.name}
        value={status === 'ready' || status === 'tasked' ? status : 'unserviceable'}
        onChange={({ target }) =>
          session.add({ kind: 'asset', key, set: { status: target.value as 'ready' | 'unserviceable' } })
        }
      >
        {status === 'tasked' && <option value="tasked">{t('assetStatus.tasked')}</option>}
        <option value="ready">{t('whatif.ready')}</option>
        <option value="unserviceable">{t('whatif.down')}</option>
      </select>
      <PutHere session={session} recordKey={key} />
    </li>
  );
});

const FacilityLine = memo(function FacilityLine(props: { session: WhatIfSession; record: PictureRecord<'facility'> }) {
  const { session, record } = props;
  const t = useText();
  const { key, body } = record;
  const edit = useStore(session.state, ({ edits }) =>
    edits.find((each) => each.kind === 'facility' && each.key === key),
  );
  const { status } = { ...body, ...(edit?.kind === 'facility' ? edit.set : {}) };
  return (
    <li className={edit ? 'is-edited' : ''}>
      <b>{body.name}</b>
      <select
        aria-label={body.name}
        value={status === 'closed' ? 'closed' : 'open'}
        onChange={({ target }) =>
          session.add({ kind: 'facility', key, set: { status: target.value as 'open' | 'closed' } })
        }
      >
        <option value="open">{t('whatif.open')}</option>
        <option value="closed">{t('whatif.closed')}</option>
      </select>
      <PutHere session={session} recordKey={key} />
    </li>
  );
});

function PutHere({ session, recordKey }: { session: WhatIfSession; recordKey: string }) {
  const t = useText();
  const { map } = useLive();
  const put = () => {
    const camera = map.current?.camera();
    if (camera) session.add({ kind: 'place', key: recordKey, position: [camera.longitude, camera.latitude] });
  };
  return (
    <button type="button" className="small" onClick={put}>
      {t('whatif.here')}
    </button>
  );
}
