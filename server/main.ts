import { rmSync, writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ground } from '#shared/schema/ground.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { openBasemap } from './basemap/basemap-archive.ts';
import { openBoundaries } from './basemap/boundaries/boundaries.ts';
import { type DetailBasemap, prepareDetail } from './basemap/detail/detail-basemap.ts';
import { planFor } from './basemap/detail/mission-plan.ts';
import { checkPort } from './check-port.ts';
import { type Config, ConfigError, parseConfig } from './config.ts';
import type { Door } from './ingest/ingest.ts';
import type { EventLog } from './log/event-log.ts';
import { openEventLog } from './log/open-event-log.ts';
import { makeLogger } from './logger.ts';
import { loadGround } from './mission/load-ground.ts';
import { chooseMission } from './mission/mission-folder.ts';
import { missionReports } from './mission/mission-reports.ts';
import { northernLantern } from './mission/northern-lantern.ts';
import { sourceReports } from './mission/source-reports.ts';
import { startCotServer } from './sources/cot/cot-server.ts';
import { exerciseGround } from './sources/exercise/exercise-ground.ts';
import type { RunningSource } from './sources/source.ts';
import type { RunningServer } from './start-server.ts';

/** Time to open the page and draw the first picture before the detail of the basemap is built. */
const detailAfterMs = 15_000;

/** Starts the server as the command line says and keeps it until SIGTERM or SIGINT, which end it cleanly. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await run(parseConfig(argv));
  } catch (error) {
    process.stderr.write(`vedette: ${explain(error as Error & { code?: string })}\n`);
    process.exitCode = 1;
  }
}

/** What an administrator can mend is told in one line; anything else is ours and keeps its stack. */
const forAdministrator = new Set([
  'ConfigError',
  'LogInUse',
  'WrongDataFolder',
  'NetworkFileSystem',
  'UnknownLogVersion',
  'LogFault',
]);

function explain(error: Error & { code?: string }): string {
  if (error.code === 'EADDRINUSE') return `another program listens there already: ${error.message}`;
  return forAdministrator.has(error.name) || error.code ? error.message : (error.stack ?? String(error));
}

async function run(config: Config): Promise<void> {
  const logger = makeLogger(config.logLevel);
  for (const port of [config.port, config.cotPort]) if (port !== undefined) await checkPort(config.host, port);
  const mission = await chooseMission(config);
  if (!mission.ok) throw new ConfigError(mission.problem.detail);
  const ground = await groundOf(mission.value, config.dataDir);
  const onFault = (error: Error): void => {
    logger.error(error);
    if (!(error as { isFatal?: boolean }).isFatal) return;
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  };
  const { dataDir } = config;
  // Its threads read the disk while the rest of the programme is loaded, which takes as long.
  const openingLog = openEventLog({ dataDir, isExercise: mission.value.isExercise, now: Date.now, onFault });
  // A refusal waits until it is asked for.
  openingLog.catch(() => {});
  try {
    await serve({ config, mission: mission.value, ground, openingLog, onFault });
  } catch (error) {
    // Whatever failed, the threads of the log must not outlive it.
    await openingLog.then(
      (log) => log.close(),
      () => {},
    );
    throw error;
  }
}

type Serving = {
  config: Config;
  mission: Mission;
  ground: Ground;
  openingLog: Promise<EventLog>;
  onFault: (error: Error) => void;
};

/** Serves until the process is told to stop. */
async function serve({ config, mission, ground, openingLog, onFault }: Serving): Promise<void> {
  const { startServer } = await import('./start-server.ts');
  const basemap = await openBasemap(fileURLToPath(new URL('../dist/basemap.pmtiles', import.meta.url))).catch(
    () => undefined,
  );
  const mayBuild = Promise.withResolvers<void>();
  const detail = startDetail(mission, mayBuild.promise, onFault);
  const boundaries = await openBoundaries(join(config.dataDir, 'basemap/boundaries.geojson'), ({ message }) =>
    process.stderr.write(`vedette: ${message}\n`),
  );
  const server = await startServer({
    ...config,
    openingLog,
    mission,
    basemap,
    detail,
    boundaries,
    ground,
    ...(ground.roads.length + ground.areas.length + ground.barriers.length === 0
      ? { onGroundProgress: tellGround }
      : {}),
    holdConclusions: true,
    now: Date.now,
    onFault,
  });
  const pointer = join(config.dataDir, 'server.json');
  writeFileSync(pointer, JSON.stringify({ url: server.url, pid: process.pid, epoch: server.log.epoch }));
  const stopping = new AbortController();
  const ended = untilStopped(stopping);
  const sources: RunningSource[] = [];
  try {
    await startSources({ server, config, mission, signal: stopping.signal, sources });
    server.concludeFromNow();
    announce(server, config, mission);
    flushCompileCache();
    setTimeout(mayBuild.resolve, detailAfterMs).unref();
    await ended;
  } finally {
    rmSync(pointer, { force: true });
    stopping.abort();
    await Promise.all(sources.map((source) => source.close()));
    await server.close();
    await detail.close();
    await basemap?.close();
  }
}

/** What vehicles drive over; the pack and its files are in the data folder by now. */
async function groundOf(mission: Mission, dataDir: string): Promise<Ground> {
  if (mission.missionId === northernLantern.missionId) return exerciseGround(mission);
  const ground = await loadGround(mission, dataDir);
  if (!ground.ok) throw new ConfigError(`mission pack in ${dataDir}: ${ground.problem.detail}`);
  return ground.value;
}

function tellGround(file: string, percent: number): void {
  if (percent === 0) process.stdout.write(`Roads for medical cover are read from ${file} in the background\n`);
  if (percent % 50 === 0) process.stdout.write(`  roads: ${percent} %\n`);
}

/** Beside `dist/basemap.pmtiles`, so that data folders share it. */
function startDetail(mission: Mission, mayBuild: Promise<void>, onFault: (error: Error) => void): DetailBasemap {
  let startedAt = 0;
  let isBuilding = false;
  return prepareDetail({
    plan: planFor(mission),
    folder: fileURLToPath(new URL('../dist/basemap', import.meta.url)),
    mayBuild,
    onProgress: (percent) => {
      if (!isBuilding) {
        startedAt = performance.now();
        process.stdout.write('Lakes, rivers and towns of the basemap are built in the background, once\n');
      }
      isBuilding = true;
      const took = percent === 100 ? ` in ${Math.round((performance.now() - startedAt) / 1000)} s` : '';
      process.stdout.write(`  basemap: ${percent} %${took}\n`);
    },
    onFault,
  });
}

function untilStopped(stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      stopping.abort();
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}

type Starting = {
  server: RunningServer;
  config: Config;
  mission: Mission;
  signal: AbortSignal;
  /** Filled as they start, so that whoever fails later finds them to close. */
  sources: RunningSource[];
};

async function startSources({ server, config, mission, signal, sources }: Starting): Promise<void> {
  const packDoor: Door = {
    name: 'mission-pack',
    actor: 'system',
    defaultSource: 'mission-pack',
    mayDateKnowledge: true,
  };
  await submitAll(server, [...sourceReports(mission, Date.now()), ...missionReports(mission)], packDoor);
  if (config.cotPort !== undefined) {
    const door: Door = { name: 'cot', actor: 'cot', defaultSource: 'cot' };
    const cot = await startCotServer({
      host: config.host,
      port: config.cotPort,
      sink: (reports) => server.submit(reports, door),
      now: Date.now,
      onRefused: (problem, bytes) => server.ingest.quarantine({ receivedAt: Date.now(), door: 'cot', problem, bytes }),
      signal,
    });
    process.stdout.write(`Cursor on Target is read at ${config.host}:${cot.port}\n`);
    sources.push(cot);
  }
  if (mission.missionId === northernLantern.missionId) {
    const { runExercise } = await import('./run-exercise.ts');
    sources.push(await runExercise({ server, config, mission, signal }));
  }
}

async function submitAll(server: RunningServer, reports: unknown[], door: Door): Promise<void> {
  const results = await server.submit(reports, door);
  const refused = results.find((result) => result.status === 'refused');
  if (refused?.status === 'refused') throw new ConfigError(`mission pack: ${refused.problem.detail}`);
}

function announce(server: RunningServer, config: Config, mission: Mission): void {
  process.stdout.write(
    [
      `Mission ${mission.name}${mission.isExercise ? ' (EXERCISE)' : ''}`,
      `Data in ${config.dataDir}`,
      `Vedette is ready at ${server.url}`,
      '',
    ].join('\n'),
  );
}

if (import.meta.main) await main(process.argv.slice(2));
