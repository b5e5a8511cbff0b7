import { Picture } from '#shared/picture/picture.ts';
import type { Change } from '#shared/picture/record.ts';
import type { Beat, Facts, Hello, Snapshot } from '#shared/protocol/downstream.ts';
import { applyFrame, readFrameHeader } from '#shared/protocol/position-frame.ts';
import type { ReplayCommand, ReplayRequest } from '#shared/protocol/upstream.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { newTally, type ViewerTally } from './viewer-tally.ts';
import { openWebSocket } from './web-socket.ts';

/** Of so many slots one is watched for the time from report to viewer, unless told otherwise. */
const watchedOfSlots = 500;

export type BenchViewer = {
  /** What was counted since it was last taken. */
  takeTally: () => ViewerTally;
  /** While true every hash that the server sends is compared; hashing is kept out of the measured time. */
  setChecking: (on: boolean) => void;
  /** What it holds, to the bit. */
  hash: () => string;
  command: (command: ReplayCommand) => void;
  close: () => void;
};

/** Socket.IO events of the server by name, with their one argument parsed. */
type Message = { name: string; argument: unknown };

/**
 * A viewer without a screen: it speaks Socket.IO on a bare WebSocket, holds its own picture and applies every message
 * to it as the protocol says. `parse` may return the same objects for the same text: records are immutable.
 */
export function openViewer(options: {
  port: number;
  audience: string;
  parse: (text: string) => Message;
  /** The snapshot is complete and the positions that follow it are in. */
  onComplete: () => void;
  /** Looks at another moment than now. */
  replay?: ReplayRequest;
  onBeat?: (beat: Beat) => void;
  watchEvery?: number;
}): BenchViewer {
  const { port, audience, parse, onComplete, replay, watchEvery = watchedOfSlots } = options;
  const picture = new Picture();
  const held = { facts: 0, frame: 0, parts: 0 };
  let tally = newTally();
  let isChecking = false;
  let isComplete = false;
  const watched: { slot: number; observedAt: number }[] = [];

  const apply = (changes: readonly Change[]): void => {
    for (const change of changes) picture.apply(change);
  };
  const handlers: Record<string, (argument: never) => void> = {
    hello: ({ mode, facts, frame }: Hello) => {
      Object.assign(held, { facts, frame, parts: 0 });
      if (mode === 'snapshot') picture.clear();
      tally.snapshots++;
    },
    snapshot: ({ part, changes }: Snapshot) => {
      apply(changes);
      held.parts = part;
      acknowledge();
    },
    facts: ({ first, changes }: Facts) => {
      if (first !== held.facts) throw new Error(`facts from ${first}, but ${held.facts} are held`);
      apply(changes);
      held.facts += changes.length;
      acknowledge();
    },
    beat: (beat: Beat) => {
      const { check } = beat;
      options.onBeat?.(beat);
      if (!isChecking || !check) return;
      tally.checked++;
      const isEqual = check.facts === held.facts && check.frame === held.frame && check.hash === picture.hash();
      if (!isEqual) tally.mismatched++;
    },
  };
  const takeText = (text: string): void => {
    const type = text.slice(0, 2);
    if (type === '2') socket.send('3');
    else if (type[0] === '0')
      socket.send(`40${JSON.stringify({ protocol: protocolVersion, profile: 'lan', ...(replay && { replay }) })}`);
    else if (type === '44') throw new Error(`the server refused the viewer: ${text}`);
    else if (type === '42') {
      const { name, argument } = parse(text);
      handlers[name]?.(argument as never);
    }
  };
  const takeFrame = (bytes: Uint8Array): void => {
    const header = readFrameHeader(bytes);
    if ((!header.isAbsolute && header.base !== held.frame) || header.facts > held.facts)
      throw new Error(`frame ${header.frame} stands on ${header.base}, but ${held.frame} is held`);
    applyFrame(bytes, header, picture.tracks);
    held.frame = header.frame;
    acknowledge();
    tally.updates += header.count;
    tally.frames++;
    tally.shownAt = header.serverTime;
    if (isComplete) observeWatched();
    else {
      isComplete = true;
      const { observedAt, length } = picture.tracks;
      for (let slot = 0; slot < length; slot += watchEvery) watched.push({ slot, observedAt: observedAt[slot]! });
      onComplete();
    }
  };
  const observeWatched = (): void => {
    const now = Date.now();
    for (const watch of watched) {
      const observedAt = picture.tracks.observedAt[watch.slot]!;
      if (observedAt === watch.observedAt) continue;
      watch.observedAt = observedAt;
      tally.latencies.push(now - observedAt);
    }
  };
  const acknowledge = (): void => socket.send(`42["acknowledge",${JSON.stringify(held)}]`);
  const socket = openWebSocket({
    port,
    path: '/stream/?EIO=4&transport=websocket',
    headers: { 'x-viewer': audience },
    onText: takeText,
    onBinary: takeFrame,
    onBytes: (bytes) => {
      tally.bytes += bytes;
    },
  });
  return {
    takeTally: () => {
      const taken = tally;
      tally = newTally();
      return taken;
    },
    setChecking: (on) => {
      isChecking = on;
    },
    hash: () => picture.hash(),
    command: (command) => socket.send(`42["replay",${JSON.stringify(command)}]`),
    close: socket.close,
  };
}

/** `42["name",{…}]` as Socket.IO writes it. */
export function parseMessage(text: string): Message {
  const [name, argument] = JSON.parse(text.slice(2)) as [string, unknown];
  return { name, argument };
}
