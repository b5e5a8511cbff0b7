import type { ReplayStatus } from '#shared/protocol/downstream.ts';
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
/** What has arrived is drawn a little later. */
const drawMs = 250;

/** `notDrawn`: the map did not draw in time. `interfered`: somebody went elsewhere meanwhile. */
export type FrameProblem = 'notDrawn' | 'interfered';

/**
 * Goes through the moments and takes a picture of each once it is drawn, then returns to where it was. All of them or
 * none: a gap in a row of images would not be noticed, nor that one is of another moment than it says.
 */
export async function takeFrames(order: FrameOrder): Promise<Blob | FrameProblem> {
  const { live, moments, signal } = order;
  const { replay } = live;
  if (!replay) return 'notDrawn';
  const before = replay.status();
  replay.command({ do: 'pause' });
  try {
    const frames = await collectFrames(order);
    if (typeof frames === 'string') return frames;
    const { zipSync } = await import('fflate');
    // PNGs are packed already.
    return new Blob([zipSync(frames, { level: 0 }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
  } finally {
    if (before) replay.command({ do: 'seek', at: before.at });
    if (before?.isPlaying && !signal.aborted && moments.length > 0) replay.command({ do: 'play' });
  }
}

async function collectFrames({
  live,
  moments,
  caption,
  onProgress,
  signal,
}: FrameOrder): Promise<Record<string, Uint8Array> | FrameProblem> {
  const frames: Record<string, Uint8Array> = {};
  for (const [index, at] of moments.entries()) {
    live.replay!.command({ do: 'seek', at });
    const shown = await waitUntilThere(live, at, signal);
    if (!shown) return 'notDrawn';
    const said = caption(at);
    const map = await live.map.current?.takePicture();
    if (!isStill(shown, live.replay!.status())) return 'interfered';
    const frame = map && !signal.aborted ? await drawFrame(map, said) : undefined;
    if (!frame) return 'notDrawn';
    frames[nameFrame(index, at)] = frame;
    onProgress(index + 1);
  }
  return frames;
}

async function waitUntilThere({ replay }: Live, at: number, signal: AbortSignal): Promise<ReplayStatus | undefined> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline && !signal.aborted) {
    const status = replay?.status();
    if (status?.at === at && status.isSettled) {
      await pause(drawMs);
      return signal.aborted ? undefined : status;
    }
    await pause(lookEveryMs);
  }
  return undefined;
}

/** Whether nobody went elsewhere since. */
export function isStill(shown: ReplayStatus, now: ReplayStatus | undefined): boolean {
  return now !== undefined && now.at === shown.at && now.truth === shown.truth && now.jumps === shown.jumps;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
