import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClipManifest } from '#shared/protocol/clips.ts';
import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import type { ReplayCommand } from '#shared/protocol/upstream.ts';
import { truths as bothTruths, type Truth } from '#shared/replay/moment.ts';
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
 * with where it is. Promises: the live picture is never touched; after a lost link it goes on where it was; no truth is
 * asked for that a clip does not hold.
 */
export type Replay = {
  id: string;
  /** Of the clip that is looked at, if it is one. */
  clip: string | undefined;
  manifest: ClipManifest | undefined;
  /** Which there are of this record. */
  truths: readonly Truth[];
  sides: StoreApi<{ sides: readonly Side[] }>;
  status: () => ReplayStatus | undefined;
  command: (command: ReplayCommand) => void;
  /** For scrubbing: at most so many seeks a second, and the last one always. */
  seek: (at: number, isFinal: boolean) => void;
  setTruth: (truth: ReplayView['truth']) => void;
  close: () => void;
};

type Options = {
  /** Undefined also of a clip that the server does not name: of that no more is known than what was asked for. */
  manifest?: ClipManifest | undefined;
  /** Whether there is room for two sides, or for a map beside what is written about something. */
  hasRoom?: () => boolean;
  connect?: typeof startConnection;
};

const seekEveryMs = 120;
const writeEveryMs = 500;
const lookEveryMs = 100;
/** While it plays the address need not follow every beat. */
const playedMs = 1_000;

export function openReplay(live: Session, start: ReplayView, options: Options = {}): Replay {
  const { manifest, hasRoom = () => true, connect = startConnection } = options;
  const { clip } = start;
  const truths: readonly Truth[] =
    manifest?.truths ?? (clip ? [start.truth === 'known' ? 'known' : 'happened'] : bothTruths);
  const id = crypto.randomUUID();
  const sides = createStore<{ sides: readonly Side[] }>()(() => ({ sides: [] }));
  let written = start;
  let sought: number | undefined;
  let seekTimer: ReturnType<typeof setTimeout> | undefined;

  const first = () => sides.getState().sides[0];
  const status = () => first()?.session.store.lastBeat?.replay;
  const command = (given: ReplayCommand) => first()?.connection.command(given);

  function openSide(truth: Truth): Side {
    const store = new LiveStore();
    const clock = new ReplayClock(() => performance.now());
    const side: { truth: Truth } = { truth };
    const connection = connect({
      ...{ url: location.origin, profile: live.view.getState().profile, store, clock },
      replay: () => {
        // Where it is, or was when the link or the server went away; before that where the view says, on either side:
        // whichever comes first begins the session.
        const { at, speed, isPlaying, range } = store.lastBeat?.replay ?? status() ?? written;
        const stands = { at, speed, isPlaying, ...(range ? { range } : {}) };
        return { session: id, truth: side.truth, ...stands, ...(clip ? { clip } : {}) };
      },
    });
    const coverage = createCoverageStore();
    // Cover is of the record of this server.
    const stopCoverage = clip ? () => {} : keepPastCoverage({ store, clock, view: live.view, coverage });
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

  /** What there is of what is wanted. */
  function grant(wanted: ReplayView['truth']): ReplayView['truth'] {
    if (wanted === 'both' && truths.length > 1 && hasRoom()) return 'both';
    const one = wanted === 'both' ? 'happened' : wanted;
    return truths.includes(one) ? one : truths[0]!;
  }

  function setTruth(wanted: ReplayView['truth']): void {
    const [one, other] = sides.getState().sides;
    if (!one) return;
    const truth = grant(wanted);
    const shown: Truth = truth === 'both' ? 'happened' : truth;
    if (one.truth !== shown) {
      one.truth = shown;
      one.connection.command({ do: 'truth', truth: shown });
    }
    if (truth === 'both' && !other) sides.setState({ sides: [one, openSide('known')] });
    else if (truth !== 'both' && other) {
      other.close();
      sides.setState({ sides: [one] });
    } else sides.setState({ sides: [...sides.getState().sides] });
    write({ truth });
  }

  function write(part: Partial<ReplayView>): void {
    const { replay, change } = live.view.getState();
    if (!replay || replay.clip !== clip) return;
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
  function obey(view: ReplayView, before: ReplayView): void {
    const told = status();
    // Whoever asks for the same again, such as a bookmark, was led away since; else what is told of is ahead of the view.
    const stood = told && isSame(view, before) ? { ...before, at: told.at, isPlaying: told.isPlaying } : before;
    if (view.truth !== before.truth || view.truth !== grant(view.truth)) setTruth(view.truth);
    if (view.speed !== before.speed) command({ do: 'speed', speed: view.speed });
    if (!isSameRange(view.range, before.range)) command({ do: 'range', ...(view.range ? { range: view.range } : {}) });
    if (view.at !== stood.at) command({ do: 'seek', at: view.at });
    if (view.isPlaying !== stood.isPlaying) command({ do: view.isPlaying ? 'play' : 'pause' });
  }

  const unsubscribe = live.view.subscribe(({ replay }, before) => {
    if (!replay || replay === before.replay || replay === written || replay.clip !== clip) return;
    const last = written;
    written = replay;
    obey(replay, last);
  });
  const timer = setInterval(() => {
    const told = status();
    if (!told || told.state === 'moving') return;
    const { at, speed, isPlaying, range } = told;
    const isNear = Math.abs(written.at - at) < (isPlaying ? playedMs : 1);
    if (!isNear || !isSame({ ...written, speed, isPlaying, range }, written)) write({ at, speed, isPlaying, range });
  }, writeEveryMs);

  let jumps = 0;
  const stepTimer = setInterval(() => {
    const told = status();
    if (!told || told.state === 'moving' || told.jumps === jumps) return;
    jumps = told.jumps;
    if (told.reached) showReached(told.reached);
  }, lookEveryMs);

  /** What a step led to is what a person wants to look at; who lost cover is a patrol. */
  function showReached(reached: string): void {
    const key = reached.replace(/^cover\//, 'patrol/');
    // On a small screen what is written about it would lie over all of the map.
    if (hasRoom()) live.view.getState().select(key, { centre: true });
    else first()?.session.map.current?.uncover(key);
  }

  showReplays(() =>
    sides.getState().sides.map(({ session }) => ({ session, status: () => session.store.lastBeat?.replay })),
  );
  const granted = grant(start.truth);
  sides.setState({ sides: [openSide(granted === 'both' ? 'happened' : granted)] });
  if (granted === 'both' || granted !== start.truth) setTruth(granted);
  return {
    ...{ id, clip, manifest, truths, sides, status, command, seek, setTruth },
    close: () => {
      showReplays(() => []);
      clearInterval(timer);
      clearInterval(stepTimer);
      clearTimeout(seekTimer);
      unsubscribe();
      for (const side of sides.getState().sides) side.close();
    },
  };
}

function isSame(one: ReplayView, other: ReplayView): boolean {
  return (
    one.at === other.at &&
    one.truth === other.truth &&
    one.speed === other.speed &&
    one.isPlaying === other.isPlaying &&
    isSameRange(one.range, other.range)
  );
}

function isSameRange(one: ReplayView['range'], other: ReplayView['range']): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}
