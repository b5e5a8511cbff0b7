import { areLaterPanelsHere } from './rooms/later.ts';
import { shownReplays } from './rooms/replay/shown-replay.ts';
import type { Session } from './rooms/session.ts';
import { isFrozen } from './store/live-context.ts';

/** `window.__vedette`: what this page holds and drew, read-only, for tests and for whoever looks into a fault. */
export function exposeProbe(session: Session): void {
  const { store, clock } = session;
  const probe = {
    get facts() {
      return store.held.facts;
    },
    get frame() {
      return store.held.frame;
    },
    get phase() {
      return store.phase;
    },
    get link() {
      return store.link;
    },
    hash: () => store.picture.hash(),
    get records() {
      return store.picture.records.size;
    },
    get tracks() {
      return store.picture.tracks.size;
    },
    get frozen() {
      return isFrozen(session);
    },
    get pictureAt() {
      return store.pictureAt;
    },
    get serverNow() {
      return clock.serverNow();
    },
    get gaps() {
      return store.counters.gaps;
    },
    get resyncs() {
      return store.counters.resyncs;
    },
    get hashMismatches() {
      return store.counters.hashMismatches;
    },
    get malformed() {
      return store.counters.malformed;
    },
    get snapshots() {
      return store.counters.snapshots;
    },
    /** Where each picture of a replay stands, its hash, and the titles of its incidents. */
    get replays() {
      return shownReplays().map(({ session: { store: replayed }, status }) => ({
        status: status(),
        hash: replayed.picture.hash(),
        records: replayed.picture.records.size,
        mismatches: replayed.counters.hashMismatches,
        incidents: replayed.recordsOf('incident').map(({ id }) => id),
      }));
    },
    /** Freshness as last drawn, and whether the drawing was a frozen one. */
    get drawn() {
      const { map } = shownReplays()[0]?.session ?? session;
      const drawn = map.current?.drawing.drawn;
      return drawn && { ...drawn.counts, frozen: drawn.isFrozen, draws: drawn.draws };
    },
    /** Whether the panels that follow the first picture have come. */
    get panels() {
      return areLaterPanelsHere();
    },
    /** The what-if that is drawn, a new object each time it was computed, and what the map tells of drags. */
    get whatIf() {
      return session.whatIf.getState();
    },
    /** Archives under the picture: whether their tiles are there, and how many features of them are drawn. */
    basemap: () => session.map.current?.basemap.drawn(),
    stateOf: (trackName: string) => session.map.current?.drawing.stateOf(trackName),
    positionOf: (trackName: string) => {
      const { tracks } = store.picture;
      const slot = tracks.find(trackName);
      return slot === undefined ? undefined : [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6];
    },
  };
  Object.defineProperty(window, '__vedette', { value: Object.freeze(probe), writable: false });
}
