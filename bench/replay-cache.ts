import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFixBatch, type TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import type { FactReport } from '#shared/schema/report.ts';
import type { EventLog } from '../server/log/event-log.ts';
import { schemaVersion } from '../server/log/log-schema.ts';
import { openEventLog } from '../server/log/open-event-log.ts';
import { KeyFrameWriter } from '../server/picture/key-frame-writer.ts';
import { LivePicture } from '../server/picture/live-picture.ts';
import { describeMovingTrack, MovingTracks, movingSource } from './moving-tracks.ts';
import { missionDays } from './replay-facts.ts';
import { benchFolder } from './run-folder.ts';

export const replayTracks = 5_000;
export const fixIntervalMs = 30_000;
const fullRounds = 10_000;
const quickRounds = 500;
const countsFile = 'counts.json';
/** Raised when what is written changes. */
const edition = 2;

export type ReplayCache = { folder: string; fixes: number; facts: number; from: number; to: number };

/**
 * A log of 5,000 vehicles that each report every 30 s, with the patrols, conclusions, cases and incidents of their days,
 * and the incidents of three years before them; through the log and the picture of the server. Built once.
 */
export async function findReplayCache(isQuick: boolean, say: (line: string) => void): Promise<ReplayCache> {
  const rounds = isQuick && !existsSync(folderOf(fullRounds)) ? quickRounds : fullRounds;
  const folder = folderOf(rounds);
  // Some fall behind the end of the record.
  const facts = Math.round((258_000 * rounds) / fullRounds);
  if (!existsSync(folder)) {
    say(`building a log of ${(rounds * replayTracks).toLocaleString('en')} fixes in ${folder}, once`);
    const unfinished = `${folder}.part`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await buildLog(unfinished, { rounds, facts }, say);
    renameSync(unfinished, folder);
  }
  const counts = JSON.parse(readFileSync(join(folder, countsFile), 'utf8')) as { facts: number; fixes: number };
  return { folder, ...counts, ...spanOf(rounds) };
}

function folderOf(rounds: number): string {
  return join(benchFolder, `replay-${rounds * replayTracks}-v${schemaVersion}.${edition}`);
}

/** The days of the record end at a fixed time, so that the cache can be used on another day. */
function spanOf(rounds: number): { from: number; to: number } {
  const to = Date.UTC(2026, 10, 20);
  return { from: to - rounds * fixIntervalMs, to };
}

async function buildLog(
  dataDir: string,
  { rounds, facts }: { rounds: number; facts: number },
  say: (line: string) => void,
): Promise<void> {
  const { from, to } = spanOf(rounds);
  let now = from;
  const onFault = (error: Error): never => {
    throw error;
  };
  const log = await openEventLog({ dataDir, isExercise: false, now: () => now, onFault });
  const live = new LivePicture(log);
  const tracks = new MovingTracks(replayTracks, 1);
  const pending = missionDays({ seed: 3, from, to, facts, tracks: replayTracks });
  let next = pending.next();
  for (let round = 0; round < rounds; round++) {
    now = from + (round + 1) * fixIntervalMs;
    const due: FactReport[] = [];
    for (; !next.done && next.value.at <= now; next = pending.next()) due.push(parse(next.value.report, now));
    await appendRound(log, live, { tracks, now, facts: due });
    if (round % 200 === 199) say(`${((round + 1) * replayTracks).toLocaleString('en')} fixes`);
  }
  await new KeyFrameWriter(live, log).write();
  writeFileSync(join(dataDir, countsFile), JSON.stringify(await log.read.counts()));
  await log.close();
}

async function appendRound(
  log: EventLog,
  live: LivePicture,
  { tracks, now, facts }: { tracks: MovingTracks; now: number; facts: FactReport[] },
): Promise<void> {
  const fixes = makeFixBatch(tracks.count);
  for (let track = 0; track < tracks.count; track++) {
    tracks.advance(track, now - fixIntervalMs + 1 + Math.floor((track * fixIntervalMs) / tracks.count));
    tracks.addFix(fixes, track);
  }
  const descriptors = log.descriptors.length === 0 ? Array.from({ length: tracks.count }, (_, id) => describe(id)) : [];
  live.fold(await log.append({ descriptors, fixes, facts }), facts);
}

function describe(track: number): TrackDescriptor {
  return { source: movingSource, actor: 'local', marking: unmarked, ...describeMovingTrack(track) };
}

function parse(report: Record<string, unknown>, now: number): FactReport {
  const context = { now, actor: 'local', defaultSource: 'bench', allowInternal: true, mayDateKnowledge: true };
  const parsed = parseFact(report, { ...context, actor: report['source'] === 'system' ? 'system' : 'local' });
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  return parsed.value;
}
