import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFixBatch, type TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { unmarked } from '#shared/schema/marking.ts';
import type { EventLog } from '../server/log/event-log.ts';
import { schemaVersion } from '../server/log/log-schema.ts';
import { openEventLog } from '../server/log/open-event-log.ts';
import { KeyFrameWriter } from '../server/picture/key-frame-writer.ts';
import { LivePicture } from '../server/picture/live-picture.ts';
import { describeMovingTrack, MovingTracks, movingSource } from './moving-tracks.ts';
import { benchFolder } from './run-folder.ts';

export const cachedTracks = 5_000;
const fullFixes = 10_000_000;
const quickFixes = 1_000_000;
/** After the last key frame, so that a restart from this log reads nearly the longest tail there can be. */
const tailFixes = 45_000;

export type FixCache = { folder: string; fixes: number };

/**
 * A log of 5,000 tracks at 1 Hz, through the same log and key frame writer as the server's, built once. The short form
 * takes the full log when it is there and otherwise one of a tenth.
 */
export async function findFixCache(isQuick: boolean, say: (line: string) => void): Promise<FixCache> {
  const folderOf = (fixes: number): string => join(benchFolder, `fixes-${fixes}-v${schemaVersion}`);
  const fixes = isQuick && !existsSync(folderOf(fullFixes)) ? quickFixes : fullFixes;
  const folder = folderOf(fixes);
  if (!existsSync(folder)) {
    say(`building a log of ${fixes.toLocaleString('en')} fixes in ${folder}, once`);
    const unfinished = `${folder}.part`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await buildLog(unfinished, fixes + tailFixes, say);
    renameSync(unfinished, folder);
  }
  return { folder, fixes };
}

async function buildLog(dataDir: string, fixes: number, say: (line: string) => void): Promise<void> {
  const seconds = fixes / cachedTracks;
  let now = Date.now() - seconds * 1000;
  const onFault = (error: Error): never => {
    throw error;
  };
  const log = await openEventLog({ dataDir, isExercise: false, now: () => now, onFault });
  const live = new LivePicture(log);
  const keyFrames = new KeyFrameWriter(live, log);
  const tracks = new MovingTracks(cachedTracks, 1);
  for (let second = 0; second < seconds; second++) {
    await appendSecond(log, live, tracks, now);
    keyFrames.afterCommit();
    now += 1000;
    if (second % 200 === 199) say(`${((second + 1) * cachedTracks).toLocaleString('en')} fixes`);
  }
  await log.close();
}

async function appendSecond(log: EventLog, live: LivePicture, tracks: MovingTracks, now: number): Promise<void> {
  const fixes = makeFixBatch(tracks.count);
  for (let track = 0; track < tracks.count; track++) {
    // Spread over the second, as real senders are.
    tracks.advance(track, now - 999 + (track % 1000));
    tracks.addFix(fixes, track);
  }
  const descriptors = log.descriptors.length === 0 ? Array.from({ length: tracks.count }, (_, id) => describe(id)) : [];
  live.fold(await log.append({ descriptors, fixes, facts: [] }), []);
}

/** As ingest describes a track that was posted to it. */
function describe(track: number): TrackDescriptor {
  return { source: movingSource, actor: 'local', marking: unmarked, ...describeMovingTrack(track) };
}
