import type { ViewStore } from '../../store/view/view-store.ts';

/** Whoever looks at how something came about begins a little before it. */
const leadMs = 5 * 60_000;
/** Seconds of the record for each second. */
const speed = 60;

/** Shows the moment before an incident in one of the two truths, at its place; the dossier makes way for the map. */
export function openReplay(view: ViewStore, incidentKey: string, at: number, truth: 'happened' | 'known'): void {
  const { change, select, togglePanel } = view.getState();
  select(incidentKey, { centre: true });
  change({ replay: { at: at - leadMs, truth, speed, isPlaying: false } });
  togglePanel('dossier', false);
}
