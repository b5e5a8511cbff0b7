import { io } from 'socket.io-client';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Beat, Facts, Hello, Snapshot } from '#shared/protocol/downstream.ts';
import { applyFrame, readFrameHeader } from '#shared/protocol/position-frame.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { newTally, type ViewerTally } from './viewer-tally.ts';

/** Every so many slots one is watched for the time from report to viewer. */
const watchEvery = 500;

export type BenchViewer = {
  /** What was counted since it was last taken. */
  takeTally: () => ViewerTally;
  /** From now on every beat with a hash is compared; hashing is kept out of the measured time. */
  startChecking: () => void;
  close: () => void;
};

/**
 * A viewer without a screen: it holds its own picture and applies every message to it, as the protocol says.
 * `keep` returns the one object of equal records, so that hundreds of viewers fit into one process.
 */
export function openViewer(options: {
  url: string;
  audience: string;
  keep: (record: PictureRecord) => PictureRecord;
  /** The snapshot is complete and the positions that follow it are in. */
  onComplete: () => void;
}): BenchViewer {
  const { url, audience, keep, onComplete } = options;
  const picture = new Picture();
  const held = { facts: 0, frame: 0, parts: 0 };
  let tally = newTally();
  let isChecking = false;
  let snapshotRecords = 0;
  const watched: { slot: number; observedAt: number }[] = [];

  const socket = io(url, {
    path: '/stream',
    transports: ['websocket'],
    auth: { protocol: protocolVersion, profile: 'lan' },
    extraHeaders: { 'x-viewer': audience },
    reconnection: false,
    forceNew: true,
  });
  const acknowledge = () => socket.emit('acknowledge', held);
  socket.on('connect', () => {
    socket.io.engine.on('packet', ({ data }: { data?: string | Uint8Array }) => {
      // A text message carries the Engine.IO type as one more character; our JSON is ASCII but for names of places.
      tally.bytes += typeof data === 'string' ? data.length + 1 : (data?.byteLength ?? 1);
    });
  });
  socket.on('hello', ({ mode, facts, frame, records }: Hello) => {
    Object.assign(held, { facts, frame, parts: 0 });
    snapshotRecords = records;
    if (mode === 'snapshot') picture.clear();
    tally.snapshots++;
    if (mode === 'snapshot' && records === 0) onComplete();
  });
  socket.on('snapshot', ({ part, changes }: Snapshot) => {
    for (const change of changes)
      picture.apply(change.kind === 'put' ? { ...change, record: keep(change.record) } : change);
    held.parts = part;
    acknowledge();
  });
  socket.on('facts', ({ first, changes }: Facts) => {
    if (first !== held.facts) throw new Error(`facts from ${first}, but ${held.facts} are held`);
    for (const change of changes)
      picture.apply(change.kind === 'put' ? { ...change, record: keep(change.record) } : change);
    held.facts = first + changes.length;
    acknowledge();
  });
  socket.on('frame', (bytes: Uint8Array) => {
    const header = readFrameHeader(bytes);
    if ((!header.isAbsolute && header.base !== held.frame) || header.facts > held.facts)
      throw new Error(`frame ${header.frame} stands on ${header.base}, but ${held.frame} is held`);
    applyFrame(bytes, header, picture.tracks);
    held.frame = header.frame;
    acknowledge();
    tally.updates += header.count;
    if (snapshotRecords > 0) {
      snapshotRecords = 0;
      watchTracks();
      onComplete();
    } else observeWatched();
  });
  socket.on('beat', ({ check }: Beat) => {
    if (!isChecking || !check) return;
    tally.checked++;
    if (check.facts !== held.facts || check.frame !== held.frame || check.hash !== picture.hash()) tally.mismatched++;
  });

  function watchTracks(): void {
    const { observedAt, length } = picture.tracks;
    watched.length = 0;
    for (let slot = 0; slot < length; slot += watchEvery) watched.push({ slot, observedAt: observedAt[slot]! });
  }

  function observeWatched(): void {
    const now = Date.now();
    for (const watch of watched) {
      const observedAt = picture.tracks.observedAt[watch.slot]!;
      if (observedAt === watch.observedAt) continue;
      watch.observedAt = observedAt;
      tally.latencies.push(now - observedAt);
    }
  }

  return {
    takeTally: () => {
      const taken = tally;
      tally = newTally();
      return taken;
    },
    startChecking: () => {
      isChecking = true;
    },
    close: () => void socket.close(),
  };
}
