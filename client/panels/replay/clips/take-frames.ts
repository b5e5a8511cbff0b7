import type { Live } from '../../../store/live-context.ts';
import { nameFrame } from './clip-span.ts';
import { type Caption, drawFrame } from './draw-frame.ts';

export type FrameOrder = {
  live: Live;
  moments: readonly number[];
  caption: (at: number) => Caption;
  onProgress: (done: number) => void;
  signal: AbortSignal;
};

const patienceMs = 20_000;
const lookEveryMs = 50;
/** Tracks are on their way between two fixes only when it was looked where they go. */
const settleMs = 250;

/**
 * Goes through the moments and takes a picture of each once it is drawn, then returns to where it was. Undefined when one
 * could not be drawn: a gap in a row of images would not be noticed.
 */
export async function takeFrames(order: FrameOrder): Promise<Blob | undefined> {
  const { live, moments, signal } = order;
  const { replay } = live;
  if (!replay) return undefined;
  const before = replay.status();
  replay.command({ do: 'pause' });
  try {
    const frames = await collectFrames(order);
    if (!frames) return undefined;
    const { zipSync } = await import('fflate');
    // PNGs are packed already.
    return new Blob([zipSync(frames, { level: 0 }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
  } finally {
    if (before) replay.command({ do: 'seek', at: before.at });
    if (before?.isPlaying && !signal.aborted && moments.length > 0) replay.command({ do: 'play' });
  }
}

async function collectFrames({ live, moments, caption, onProgress, signal }: FrameOrder) {
  const frames: Record<string, Uint8Array> = {};
  for (const [index, at] of moments.entries()) {
    live.replay!.command({ do: 'seek', at });
    if (!(await isThere(live, at, signal))) return undefined;
    const map = await live.map.current?.takePicture();
    const frame = map && !signal.aborted ? await drawFrame(map, caption(at)) : undefined;
    if (!frame) return undefined;
    frames[nameFrame(index, at)] = frame;
    onProgress(index + 1);
  }
  return frames;
}

async function isThere({ replay }: Live, at: number, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline && !signal.aborted) {
    const status = replay?.status();
    if (status?.at === at && status.state !== 'moving') {
      await pause(settleMs);
      return !signal.aborted;
    }
    await pause(lookEveryMs);
  }
  return false;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
