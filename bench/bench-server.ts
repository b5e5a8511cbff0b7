import type { IncomingMessage } from 'node:http';
import { flushCompileCache } from 'node:module';
import '../server/compile-cache.ts';

/**
 * The server as it is, in a process of its own, without an exercise. Tells its parent the URL once it listens, closes
 * cleanly on SIGTERM, and does not outlive its parent.
 */
const {
  dataDir,
  acknowledgeBeforeCommit = false,
  mission,
  area,
} = JSON.parse(process.argv[2]!) as {
  dataDir: string;
  acknowledgeBeforeCommit?: boolean;
  mission?: 'exercise';
  /** West, south, east, north of another area for the mission. */
  area?: [number, number, number, number];
};

const onFault = (error: Error): void => console.error(error);
// As `npm start` does: after the cache is there, and the log opens while the rest is loaded.
const { openEventLog } = await import('../server/log/open-event-log.ts');
const openingLog = openEventLog({
  ...{ dataDir, acknowledgeBeforeCommit, now: Date.now, onFault },
  isExercise: mission === 'exercise',
});
openingLog.catch(() => {});
const { startServer } = await import('../server/start-server.ts');
const { localViewer } = await import('../server/access/viewer.ts');
const { northernLantern } = await import('../server/mission/northern-lantern.ts');
const { findAudience } = await import('./audiences.ts');
const { benchMission, makeArea } = await import('./bench-mission.ts');

const ownMission = area ? { ...benchMission, area: makeArea(area) } : benchMission;
const server = await startServer({
  dataDir,
  openingLog,
  host: '127.0.0.1',
  port: 0,
  mission: mission === 'exercise' ? northernLantern : ownMission,
  basemap: undefined,
  profile: 'lan',
  now: Date.now,
  onFault,
  identify: (request: IncomingMessage) => findAudience(request.headers['x-viewer']) ?? localViewer,
});
process.send!({ url: server.url });
flushCompileCache();
process.once('disconnect', () => process.exit(1));
process.once('SIGTERM', async () => {
  await server.close();
  process.exit(0);
});
