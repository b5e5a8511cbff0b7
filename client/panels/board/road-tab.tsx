import { useState } from 'react';
import type { Ground, Road } from '#shared/schema/ground.ts';
import { foldText } from '#shared/search/fold-text.ts';
import { makeStateEntry } from '../../forms/board/make-board-entry.ts';
import { makeId } from '../../forms/checks/make-id.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import { LongList } from '../../ui/long-list.tsx';
import { useFetched } from '../use-fetched.ts';

/** The roads of a mission pack change with a restart. */
const readAgainMs = 10 * 60_000;

/** Roads and bridges of the mission, each open or closed as last reported. */
export function RoadTab() {
  const t = useText();
  const { store } = usePulse();
  const [words, setWords] = useState('');
  const { value: ground, problem } = useFetched<Ground>('/api/v1/ground', readAgainMs);
  if (!ground) return problem ? <p className="empty">{t('board.roadsUnread')}</p> : null;
  if (ground.roads.length === 0) return <p className="empty">{t('board.noRoads')}</p>;
  const wanted = foldText(words);
  const roads = ground.roads
    .filter((road) => foldText(road.name ?? road.roadId).includes(wanted))
    .map((road) => ({ road, isClosed: isClosed(store.picture.records.get(`road/${road.roadId}`)) }))
    .sort((one, other) => Number(other.isClosed) - Number(one.isClosed));
  return (
    <>
      <input
        className="filter"
        type="text"
        placeholder={t('board.filterRoads')}
        aria-label={t('board.filterRoads')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <LongList
        className="road-list"
        count={roads.length}
        renderRow={(index) => <RoadRow road={roads[index]!.road} isClosed={roads[index]!.isClosed} />}
      />
    </>
  );
}

function isClosed(record: { kind: string; body: object } | undefined): boolean {
  return record?.kind === 'road' && (record.body as { state?: string }).state === 'closed';
}

function RoadRow({ road, isClosed: wasClosed }: { road: Road; isClosed: boolean }) {
  const t = useText();
  const { store, clock, entry } = usePulse();
  const { roadId, name = roadId, isBridge, surface } = road;
  const key = `road/${roadId}`;
  const state = wasClosed ? 'closed' : 'open';
  const other = wasClosed ? 'open' : 'closed';
  const change = () => {
    const title = t('board.road', { name, state: t(`road.${other}`) });
    const record = store.picture.records.get(key);
    const entryOf = {
      kind: 'road',
      key,
      record,
      title,
      body: { roadId, state: other },
      before: { roadId, state },
    } as const;
    entry.getState().post(makeStateEntry(entryOf, { id: makeId(), now: clock.serverNow() ?? Date.now() }));
  };
  return (
    <div className="road-row" data-road={roadId} data-state={state}>
      <span className="grow">
        <bdi>{name}</bdi>
        <span className="row-note">
          {[t(`roadClass.${road.class}`), t(`roadSurface.${surface}`), ...(isBridge ? [t('board.bridge')] : [])].join(
            ' · ',
          )}
        </span>
      </span>
      <span className={wasClosed ? 'tone-critical' : 'quiet'}>{t(`road.${state}`)}</span>
      <button
        type="button"
        className="small"
        aria-label={`${t(wasClosed ? 'board.open' : 'board.close')}: ${name}`}
        onClick={change}
      >
        {t(wasClosed ? 'board.open' : 'board.close')}
      </button>
    </div>
  );
}
