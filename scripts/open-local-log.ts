import { openOfflineIngest } from '../server/open-offline-ingest.ts';
import type { OpenSink } from './open-sink.ts';

/** Opens the log of a data folder that no server has open; the folder is made when it is missing. */
export async function openLocalLog(dataDir: string): Promise<OpenSink> {
  const { ingest, close } = await openOfflineIngest(dataDir, Date.now);
  const door = { name: 'import', actor: 'import', defaultSource: 'import', mayDateKnowledge: true };
  return { sink: (reports) => ingest.submit(reports, door), close, via: 'log' };
}
