import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import type { ReplayCommand } from '#shared/protocol/upstream.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { keepPastCoverage } from '../../connection/past-coverage.ts';
import { type Connection, startConnection } from '../../connection/stream-connection.ts';
import { createCoverageStore } from '../../store/coverage-store.ts';
import { createEntryStore } from '../../store/entry/entry-store.ts';
import { LiveStore } from '../../store/live/live-store.ts';
import { createPointerStore } from '../../store/map-link.ts';
import { ReplayClock } from '../../store/replay/replay-clock.ts';
import type { ReplayView } from '../../store/view/view-replay.ts';
import { createWhatIfStore } from '../../store/what-if-store.ts';
import type { Session } from '../session.ts';
import { showReplays } from './shown-replay.ts';

/** One truth on the screen: a picture, clock and socket of its own. */
export type Side = { truth: Truth; session: Session; connection: Connection; close: () => void };

/**
 * A replay of this page. In: the view (where it should be), commands. Out: one or two sides, and the view kept up to date
 * with where it is. Promises: the live picture is never touched; after a lost link it goes on where it was.
 */
export type Replay = {
  sides: StoreApi<{ sides: readonly Side[] }>;
  status: () => ReplayStatus | undefined;
  command: (command: ReplayCommand) => void;
  /** For scrubbing: at most so many seeks a second, and the last one always. */
  seek: (at: number, isFinal: boolean) => void;
  setTruth: (truth: ReplayView['truth']) => void;
  close: () => void;
};

const seekEveryMs = 120;
const writeEveryMs = 500;

export function openReplay(live: Session, start: ReplayView): Replay {
  const id = crypto.randomUUID();
  const sides = createStore<{ sides: readonly Side[] }>()(() => ({ sides: [] }));
  let written: ReplayView | undefined = start;
  let sought: number | undefined;
  let seekTimer: ReturnType<typeof setTimeout> | undefined;

  const first = () => sides.getState().sides[0];
  const status = () => first()?.session.store.lastBeat?.replay;
  const command = (given: ReplayCommand) => first()?.connection.command(given);

  function openSide(truth: Truth, from: ReplayView | undefined): Side {
    const store = new LiveStore();
    const clock = new ReplayClock(() => performance.now());
    const side: { truth: Truth } = { truth };
    const connection = startConnection({
      ...{ url: location.origin, profile: live.view.getState().profile, store, clock },
      replay: () => {
        // Where it is, or was when the link or the server went away.
        const told = store.lastBeat?.replay ?? status();
        const begun = from && { at: from.at, speed: from.speed, isPlaying: from.isPlaying };
        const at = told ? { at: told.at, speed: told.speed, isPlaying: told.isPlaying } : begun;
        const range = told ? told.range : from?.range;
        const clip = from?.clip ?? written?.clip;
        return { session: id, truth: side.truth, ...at, ...(range ? { range } : {}), ...(clip ? { clip } : {}) };
      },
    });
    const coverage = createCoverageStore();
    // Cover is of the record of this server.
    const isClip = (from?.clip ?? written?.clip) !== undefined;
    const stopCoverage = isClip ? () => {} : keepPastCoverage({ store, clock, view: live.view, coverage });
    const session: Session = {
      ...live,
      ...{ store, clock, coverage, map: { current: undefined } },
      ...{ pointer: createPointerStore(), entry: createEntryStore(undefined), whatIf: createWhatIfStore() },
      replay: { status: () => store.lastBeat?.replay, command: (given) => connection.command(given) },
    };
    const close = () => {
      connection.close();
      stopCoverage();
    };
    return Object.assign(side, { session, connection, close });
  }

  function setTruth(truth: ReplayView['truth']): void {
    const [one, other] = sides.getState().sides;
    if (!one) return;
    const wanted: Truth = truth === 'both' ? 'happened' : truth;
    if (one.truth !== wanted) {
      one.truth = wanted;
      one.connection.command({ do: 'truth', truth: wanted });
    }
    if (truth === 'both' && !other) sides.setState({ sides: [one, openSide('known', undefined)] });
    else if (truth !== 'both' && other) {
      other.close();
      sides.setState({ sides: [one] });
    } else sides.setState({ sides: [...sides.getState().sides] });
    write({ truth });
  }

  function write(part: Partial<ReplayView>): void {
    const { replay, change } = live.view.getState();
    if (!replay) return;
    written = { ...replay, ...part };
    change({ replay: written });
  }

  function seek(at: number, isFinal: boolean): void {
    sought = at;
    if (isFinal) {
      clearTimeout(seekTimer);
      seekTimer = undefined;
      command({ do: 'seek', at });
    } else if (seekTimer === undefined) {
      command({ do: 'seek', at });
      seekTimer = setTimeout(() => {
        seekTimer = undefined;
        if (sought !== at) seek(sought!, false);
      }, seekEveryMs);
    }
  }

  /** Somebody else changed the view: a bookmark, a dossier, the browser's way back. */
  function obey(view: ReplayView, before: ReplayView | undefined): void {
    if (view.truth !== before?.truth) setTruth(view.truth);
    if (view.speed !== before?.speed) command({ do: 'speed', speed: view.speed });
    if (view.range !== before?.range) command({ do: 'range', ...(view.range ? { range: view.range } : {}) });
    if (view.at !== before?.at) command({ do: 'seek', at: view.at });
    if (view.isPlaying !== before?.isPlaying) command({ do: view.isPlaying ? 'play' : 'pause' });
  }

  const unsubscribe = live.view.subscribe((state, before) => {
    if (state.replay && state.replay !== before.replay && state.replay !== written) {
      const last = written;
      written = state.replay;
      obey(state.replay, last);
    }
  });
  const timer = setInterval(() => {
    const told = status();
    if (!told || told.state === 'moving' || !written) return;
    const { at, speed, isPlaying, range } = told;
    const isSame = Math.abs(written.at - at) < 1_000 && written.speed === speed && written.isPlaying === isPlaying;
    if (!isSame || written.range?.from !== range?.from || written.range?.to !== range?.to)
      write({ at, speed, isPlaying, range });
  }, writeEveryMs);

  showReplays(() =>
    sides.getState().sides.map(({ session }) => ({ session, status: () => session.store.lastBeat?.replay })),
  );
  sides.setState({ sides: [openSide(start.truth === 'both' ? 'happened' : start.truth, start)] });
  if (start.truth === 'both') setTruth('both');
  return {
    ...{ sides, status, command, seek, setTruth },
    close: () => {
      showReplays(() => []);
      clearInterval(timer);
      clearTimeout(seekTimer);
      unsubscribe();
      for (const side of sides.getState().sides) side.close();
    },
  };
}
