import type { ImportStore } from './imports/import-store.ts';
import { Ingest } from './ingest/ingest.ts';
import { openEventLog } from './log/open-event-log.ts';
import { makeMetrics } from './metrics/metrics.ts';
import { chooseMission } from './mission/mission-folder.ts';
import { KeyFrameWriter } from './picture/key-frame-writer.ts';
import { LivePicture } from './picture/live-picture.ts';

export type OfflineIngest = { store: ImportStore; close: () => Promise<void> };

/**
 * Ingest into the log of a data folder on which no server runs, for the import command. The picture is folded along, so
 * that a key frame can be left behind and the next start stays quick. Throws what `openEventLog` throws.
 */
export async function openOfflineIngest(dataDir: string, now: () => number): Promise<OfflineIngest> {
  const mission = await chooseMission({ dataDir, withExercise: false });
  if (!mission.ok) throw new Error(mission.problem.detail);
  let fault: Error | undefined;
  const log = await openEventLog({
    dataDir,
    isExercise: mission.value.isExercise,
    now,
    onFault: (error) => {
      fault = error;
    },
  });
  const live = new LivePicture(log);
  await live.restore();
  const keyFrames = new KeyFrameWriter(live, log);
  const ingest = new Ingest({
    log,
    metrics: makeMetrics(),
    now,
    onCommitted: (committed, facts) => {
      live.fold(committed, facts);
      keyFrames.afterCommit();
    },
  });
  const close = async (): Promise<void> => {
    await ingest.drain();
    if (!fault) await keyFrames.write();
    await log.close();
    if (fault) throw fault;
  };
  return { store: { ingest, log, live, now }, close };
}
