import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipManifest } from '#shared/protocol/clips.ts';
import type { Beat, ReplayStatus } from '#shared/protocol/downstream.ts';
import type { ReplayCommand, ReplayRequest } from '#shared/protocol/upstream.ts';
import type { ConnectionOptions } from '../../connection/stream-connection.ts';
import type { ReplayView } from '../../store/view/view-replay.ts';
import { createViewStore } from '../../store/view/view-store.ts';
import type { Session } from '../session.ts';
import { openReplay } from './open-replay.ts';

const start: ReplayView = { at: 50_000, truth: 'happened', speed: 60, isPlaying: false };
const bookmark = { ...start, at: 90_000 };

type Wire = { commands: ReplayCommand[]; isClosed: boolean; ask: () => ReplayRequest; tell: (part?: Told) => void };
type Told = Partial<ReplayStatus>;

/** A replay whose streams are wires in the hand of the test. */
function setUp(begin: Partial<ReplayView> = {}, options: { manifest?: ClipManifest; hasRoom?: () => boolean } = {}) {
  const view = createViewStore('');
  view.getState().change({ replay: { ...start, ...begin } });
  const wires: Wire[] = [];
  const connect = ({ store, replay }: ConnectionOptions) => {
    const wire: Wire = {
      ...{ commands: [], isClosed: false, ask: replay! },
      tell: (part = {}) => {
        const { at, speed, isPlaying, truth, range } = wire.ask();
        const stands = { at: at!, by: 0, speed: speed!, isPlaying: isPlaying!, truth, ...(range ? { range } : {}) };
        const status = { ...stands, state: 'here', isSettled: true, jumps: 0, first: 0, last: 1e9, ...part } as const;
        store.beat({ serverTime: status.at, cursor: '', behindMs: 0, replay: status } as Beat);
      },
    };
    wires.push(wire);
    return {
      command: (command: ReplayCommand) => void wire.commands.push(command),
      close: () => {
        wire.isClosed = true;
      },
    };
  };
  const live = { view } as unknown as Session;
  const replay = openReplay(live, view.getState().replay!, { ...options, connect });
  const change = (part: Partial<ReplayView>) =>
    view.getState().change({ replay: { ...view.getState().replay!, ...part } });
  const { select } = view.getState();
  const selected = () => view.getState().selected;
  return {
    wires,
    replay,
    change,
    select,
    selected,
    shown: () => view.getState().replay!,
    truths: () => truthsOf(replay),
  };
}

const truthsOf = ({ sides }: ReturnType<typeof openReplay>) => sides.getState().sides.map(({ truth }) => truth);
const clipOf = (...truths: string[]) => ({ truths, mission: { missionId: 'm', name: 'M' } }) as unknown as ClipManifest;
const look = () => vi.advanceTimersByTime(500);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { origin: 'http://test' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a replay', () => {
  it('begins where the view says, and goes on where it was when the link was lost', () => {
    const { wires, replay } = setUp({ range: { from: 1, to: 2 } });
    const begun = { session: replay.id, truth: 'happened', at: 50_000, speed: 60, isPlaying: false };
    expect(wires[0]!.ask()).toEqual({ ...begun, range: { from: 1, to: 2 } });
    wires[0]!.tell({ at: 70_000, speed: 10, isPlaying: true, range: { from: 3, to: 4 } });
    expect(wires[0]!.ask()).toMatchObject({ at: 70_000, speed: 10, isPlaying: true, range: { from: 3, to: 4 } });
    replay.close();
    expect(wires[0]!.isClosed).toBe(true);
  });

  it('begins at the same moment on both sides, whichever comes first', () => {
    const { wires, replay, truths } = setUp({ truth: 'both' });
    expect(truths()).toEqual(['happened', 'known']);
    expect(wires.map(({ ask }) => ask())).toMatchObject([
      { session: replay.id, truth: 'happened', at: 50_000 },
      { session: replay.id, truth: 'known', at: 50_000 },
    ]);
    replay.close();
    expect(wires.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('opens the second side where the first one is, and closes it again', () => {
    const { wires, replay, change, shown, truths } = setUp();
    wires[0]!.tell({ at: 80_000 });
    change({ truth: 'both' });
    expect(wires[1]!.ask()).toMatchObject({ truth: 'known', at: 80_000 });
    change({ truth: 'known' });
    expect([truths(), wires[1]!.isClosed, shown().truth]).toEqual([['known'], true, 'known']);
    expect(wires[0]!.commands).toEqual([{ do: 'truth', truth: 'known' }]);
    expect(wires[0]!.ask().truth).toBe('known');
    replay.close();
  });

  it('asks a clip for no truth that it does not hold, and says so in the view', () => {
    const { wires, replay, change, shown, truths } = setUp({ truth: 'both', clip: 'c' }, { manifest: clipOf('known') });
    expect([truths(), shown().truth, replay.truths]).toEqual([['known'], 'known', ['known']]);
    expect(wires[0]!.ask()).toMatchObject({ truth: 'known', clip: 'c' });
    for (const truth of ['happened', 'both'] as const) {
      change({ truth });
      expect(shown().truth).toBe('known');
    }
    expect([wires.length, wires[0]!.commands]).toEqual([1, []]);
    replay.close();
  });

  it('shows one truth where there is no room for two', () => {
    const { wires, replay, change, shown } = setUp({ truth: 'both' }, { hasRoom: () => false });
    expect([wires.length, shown().truth]).toEqual([1, 'happened']);
    change({ truth: 'both' });
    expect([wires.length, shown().truth]).toEqual([1, 'happened']);
    replay.close();
  });

  it('selects what a step led to, once, and the patrol where that is the cover of one', () => {
    const { wires, replay, selected, select } = setUp();
    const tell = (part: Told) => {
      wires[0]!.tell(part);
      look();
      return selected();
    };
    expect(tell({ jumps: 1, reached: 'incident/7', state: 'moving' })).toBeUndefined();
    expect(tell({ jumps: 1, reached: 'incident/7' })).toBe('incident/7');
    select(undefined);
    expect(tell({ jumps: 1, reached: 'incident/7' })).toBeUndefined();
    expect(tell({ jumps: 2, reached: 'cover/p/1' })).toBe('patrol/p/1');
    expect(tell({ jumps: 3 })).toBe('patrol/p/1');
    replay.close();
  });

  it('selects nothing by a step where a panel would lie over all of the map', () => {
    const { wires, replay, selected } = setUp({}, { hasRoom: () => false });
    wires[0]!.tell({ jumps: 1, reached: 'incident/7' });
    look();
    expect(selected()).toBeUndefined();
    replay.close();
  });

  it('has nothing to do with the view of another clip', () => {
    const { wires, replay, change, shown } = setUp();
    wires[0]!.tell();
    change({ clip: 'c', at: 1, isPlaying: true });
    wires[0]!.tell({ at: 99_000 });
    look();
    expect([wires[0]!.commands, shown().at]).toEqual([[], 1]);
    replay.close();
  });
});

describe('the view of a replay', () => {
  it('follows it, but not on its way: to the moment where it stands, to a second of the record where it plays', () => {
    const { wires, replay, shown } = setUp();
    wires[0]!.tell({ at: 70_000, state: 'moving' });
    look();
    expect(shown().at).toBe(50_000);
    wires[0]!.tell({ at: 50_400 });
    look();
    expect(shown().at).toBe(50_400);
    wires[0]!.tell({ at: 50_900, isPlaying: true });
    look();
    expect(shown()).toMatchObject({ at: 50_900, isPlaying: true });
    wires[0]!.tell({ at: 51_400, isPlaying: true });
    look();
    expect(shown().at).toBe(50_900);
    replay.close();
  });

  it('leads it, by what somebody else changed and no more', () => {
    const { wires, replay, change } = setUp();
    wires[0]!.tell();
    change({ range: { from: 1, to: 2 }, speed: 10 });
    change({ range: { from: 1, to: 2 }, isPlaying: true });
    change({ at: 60_000 });
    expect(wires[0]!.commands).toEqual([
      { do: 'speed', speed: 10 },
      { do: 'range', range: { from: 1, to: 2 } },
      { do: 'play' },
      { do: 'seek', at: 60_000 },
    ]);
    replay.close();
  });

  it('leads it back to a bookmark as often as it is pressed', () => {
    const { wires, replay, change } = setUp();
    wires[0]!.tell();
    change(bookmark);
    wires[0]!.tell({ at: 90_000 });
    change(bookmark);
    expect(wires[0]!.commands).toEqual([{ do: 'seek', at: 90_000 }]);
    // Played on by less than is written down.
    wires[0]!.tell({ at: 90_700, isPlaying: true });
    change(bookmark);
    expect(wires[0]!.commands.slice(1)).toEqual([{ do: 'seek', at: 90_000 }, { do: 'pause' }]);
    wires[0]!.tell({ at: 90_700, isPlaying: false });
    look();
    change(bookmark);
    expect(wires[0]!.commands.slice(3)).toEqual([{ do: 'seek', at: 90_000 }]);
    replay.close();
  });

  it('does not lead a fast replay back when only the truth is changed', () => {
    const { wires, replay, change } = setUp({ isPlaying: true, speed: 3_600 });
    wires[0]!.tell({ at: 50_000 });
    wires[0]!.tell({ at: 900_000 });
    change({ truth: 'known' });
    expect(wires[0]!.commands).toEqual([{ do: 'truth', truth: 'known' }]);
    replay.close();
  });
});

it('scrubbing seeks at most so often, and always to the last moment', () => {
  const { wires, replay } = setUp();
  for (let at = 1; at <= 5; at++) replay.seek(at, false);
  const sought = () => wires[0]!.commands.map((command) => (command as { at: number }).at);
  expect(sought()).toEqual([1]);
  vi.advanceTimersByTime(120);
  expect(sought()).toEqual([1, 5]);
  vi.advanceTimersByTime(1_000);
  expect(sought()).toEqual([1, 5]);
  replay.seek(6, false);
  replay.seek(7, true);
  vi.advanceTimersByTime(1_000);
  expect(sought()).toEqual([1, 5, 6, 7]);
  replay.close();
});
