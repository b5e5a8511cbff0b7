import { useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '#shared/protocol/places.ts';
import type { Translate } from '../../language/use-text.ts';
import { fetchPlaces } from '../../search/fetch-places.ts';
import { type FoundKind, RecordSearch } from '../../search/record-search.ts';
import { type Live, useLive } from '../../store/live-context.ts';
import { groupLimit } from './search-groups.ts';

export type Searched = {
  records: readonly FoundKind[];
  places: readonly Place[];
  /** Places are still being looked for. */
  isWaiting: boolean;
  placesProblem: 'missing' | 'unreachable' | undefined;
};

/** Each step of preparing and the pause after it: short ones while nobody searches yet, hurried ones once the box is open. */
const paces = { ahead: { budgetMs: 4, pauseMs: 50 }, open: { budgetMs: 8, pauseMs: 0 } };
const loadingPauseMs = 1_000;
const placesLimit = 6;

/** Looks for records at once and for places over the network; of several requests only the newest counts. */
export function useSearch(words: string, isOpen: boolean, t: Translate): Searched {
  const live = useLive();
  const search = useMemo(() => new RecordSearch(live.store), [live.store]);
  const asked = words.startsWith('>') ? '' : words.trim();
  const records = useMemo(() => (asked ? search.find(asked, t, groupLimit) : []), [search, asked, t]);
  const places = usePlaces(asked, live);

  // Ahead of the first search, so that its first letter does not wait for a hundred thousand records.
  useEffect(() => {
    const { budgetMs, pauseMs } = isOpen ? paces.open : paces.ahead;
    let timer: ReturnType<typeof setTimeout>;
    const prepare = () => {
      if (!live.store.isCurrent) timer = setTimeout(prepare, loadingPauseMs);
      else if (!search.prepare(t, budgetMs)) timer = setTimeout(prepare, pauseMs);
    };
    timer = setTimeout(prepare, pauseMs);
    return () => clearTimeout(timer);
  }, [live.store, search, isOpen, t]);
  return { records, ...places };
}

function usePlaces(asked: string, live: Live): Omit<Searched, 'records'> {
  const [answer, setAnswer] = useState<{
    asked: string;
    places: readonly Place[];
    problem: Searched['placesProblem'];
  }>();
  const missing = useRef(false);
  useEffect(() => {
    if (!asked || missing.current) return;
    const stop = new AbortController();
    const { camera } = live.view.getState();
    const seen = live.map.current?.camera() ?? camera;
    const near = seen && ([seen.longitude, seen.latitude] as const);
    void fetchPlaces(asked, { near, limit: placesLimit, signal: stop.signal }).then((result) => {
      if (!result) return;
      // A server without a gazetteer is asked once, and again after the page was opened anew.
      missing.current = !result.ok && result.problem === 'missing';
      setAnswer({ asked, places: result.ok ? result.value : [], problem: result.ok ? undefined : result.problem });
    });
    return () => stop.abort();
  }, [asked, live]);
  if (!asked) return { places: [], isWaiting: false, placesProblem: undefined };
  const isHere = answer?.asked === asked;
  // Until the next answer comes, what still fits stays, so that the list does not flicker.
  return {
    places: isHere ? answer.places : [],
    isWaiting: !isHere && !missing.current,
    placesProblem: isHere || answer?.problem === 'missing' ? answer?.problem : undefined,
  };
}
