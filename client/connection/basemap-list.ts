import type { BasemapsAnswer } from '#shared/protocol/basemaps.ts';
import type { BasemapStore } from '../store/basemap-store.ts';
import { worldBasemap } from '../store/view/view-basemap.ts';
import type { ViewState, ViewStore } from '../store/view/view-store.ts';

/** Seconds matter to whoever has just put a file there; on a narrow link the question itself is a cost. */
const everyMs = { lan: 3_000, vsat: 15_000 } as const;

/**
 * Asks the server which archives it has, only while someone looks at the list or at one of them. An answer that is the
 * same is not told again.
 */
export function keepBasemapList(view: ViewStore, basemaps: BasemapStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';
  const ask = async (): Promise<void> => {
    timer = undefined;
    try {
      const answer = await fetch('/api/v1/basemaps', { headers: { Accept: 'application/json' } });
      const text = answer.ok ? await answer.text() : last;
      if (text !== last) basemaps.setState({ answer: JSON.parse(text) as BasemapsAnswer });
      last = text;
    } catch {
      // The link is down: what was there stays, and the link itself is told of elsewhere.
    }
    schedule(everyMs[view.getState().profile ?? 'lan']);
  };
  const schedule = (wait: number): void => {
    if (timer === undefined && isWanted(view.getState())) timer = setTimeout(() => void ask(), wait);
  };
  view.subscribe((state, before) => {
    if (isWanted(state) && !isWanted(before)) {
      clearTimeout(timer);
      timer = undefined;
      schedule(0);
    }
  });
  schedule(0);
}

function isWanted({ open, basemap }: ViewState): boolean {
  return open.includes('layers') || basemap.some(({ id }) => id !== worldBasemap);
}
