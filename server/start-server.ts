import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { boxAround } from '#shared/geo/bounding-box.ts';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { Health, ReportResult } from '#shared/protocol/http.ts';
import { type Ground, noGround } from '#shared/schema/ground.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { localViewer, type Viewer } from './access/viewer.ts';
import { makeApp } from './api/app.ts';
import { ArchiveFolder } from './basemap/archives/archive-folder.ts';
import type { Basemap } from './basemap/basemap-archive.ts';
import type { Boundaries } from './basemap/boundaries/boundaries.ts';
import type { DetailBasemap } from './basemap/detail/detail-basemap.ts';
import { CoverageService } from './coverage/coverage-service.ts';
import { describeHealth, version } from './describe-health.ts';
import { findGround } from './find-ground.ts';
import { openGazetteer } from './gazetteer/gazetteer.ts';
import { ImportDesk } from './imports/import-desk.ts';
import { type Door, Ingest } from './ingest/ingest.ts';
import type { EventLog } from './log/event-log.ts';
import { openLogHistory } from './log/history/open-log-history.ts';
import { openEventLog } from './log/open-event-log.ts';
import { makeMetrics } from './metrics/metrics.ts';
import { concludeExpiries } from './picture/expiry-monitor.ts';
import { KeyFrameWriter } from './picture/key-frame-writer.ts';
import { LivePicture } from './picture/live-picture.ts';
import { lastRecordedAt, recordStart, recordStop, systemDoor } from './record-run.ts';
import { ClipStore } from './replay/clips/clip-store.ts';
import { MomentPictures } from './replay/moment-pictures.ts';
import { ReplayHost } from './replay/replay-host.ts';
import { StreamServer } from './stream/stream-server.ts';

export type ServerOptions = {
  dataDir: string;
  /** The log of `dataDir`, when someone opens it already while the rest of the programme is loaded. */
  openingLog?: Promise<EventLog> | undefined;
  host: string;
  port: number;
  mission: Mission;
  basemap: Basemap | undefined;
  /** Lakes, rivers and towns, when they are there or on their way. */
  detail?: DetailBasemap | undefined;
  /** The mission's own, in place of the default ones. */
  boundaries?: Boundaries | undefined;
  /** Roads, land cover and barriers; without, distances over ground are estimates. */
  ground?: Ground | undefined;
  /** Present: roads are looked for in the basemaps of the data folder. */
  onGroundProgress?: ((file: string, percent: number) => void) | undefined;
  /** Milliseconds after the start before which no medical cover is computed; 4,000 where it is not said. */
  coverFirstMs?: number | undefined;
  profile: LinkProfile;
  now: () => number;
  /** Unexpected errors; a fatal one means that the process should end and recover from its log. */
  onFault: (error: Error) => void;
  /** Who asks; one local actor until access control exists. Tests put synthetic viewers here. */
  identify?: (request: IncomingMessage) => Viewer;
  acknowledgeBeforeCommit?: boolean;
  /** While a past is being written, silence says nothing yet. */
  holdConclusions?: boolean;
  /** Narrower limits of what is handed in, for tests. */
  uploads?: { maxBytes?: number; idleMs?: number };
};

export type RunningServer = {
  url: string;
  log: EventLog;
  live: LivePicture;
  ingest: Ingest;
  /** When the log ended before this start; undefined for a new log. */
  previousAt: number | undefined;
  /** Begins to conclude from silence, when that was held back. */
  concludeFromNow: () => void;
  /** The door for sources inside this process. */
  submit: (reports: readonly unknown[], door: Door) => Promise<ReportResult[]>;
  close: () => Promise<void>;
};

/** Imported as a module it would bring all of `fetch` along: a tenth of a second at each start. */
const { createServer } = process.getBuiltinModule('node:http');
const expiryEveryMs = 1_000;
/** A sender that stalls in the middle of a request is cut off after this. */
const closePatienceMs = 1_000;

/** The composition root: opens the log, restores the picture, and only then listens. Closes in reverse order. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, now, mission, onFault, acknowledgeBeforeCommit = false } = options;
  const { isExercise } = mission;
  const log = await (options.openingLog ??
    openEventLog({ dataDir, isExercise, now, onFault, acknowledgeBeforeCommit }));
  try {
    return await serve(log, options);
  } catch (error) {
    // Whatever failed, the lock on the folder and the threads of the log must not outlive it.
    await log.close();
    throw error;
  }
}

/** Restores the picture, then listens. */
async function serve(log: EventLog, options: ServerOptions): Promise<RunningServer> {
  const { now, mission, onFault } = options;
  const identify = options.identify ?? (() => localViewer);
  const metrics = makeMetrics();
  const live = new LivePicture(log);
  await live.restore();
  const keyFrames = new KeyFrameWriter(live, log);
  const ingest = new Ingest({
    log,
    metrics,
    now,
    onCommitted: (committed, facts) => {
      live.fold(committed, facts);
      keyFrames.afterCommit();
    },
  });
  const previousAt = await lastRecordedAt(log);
  await recordStart(ingest, log, now(), previousAt);

  const history = openLogHistory(options.dataDir, onFault);
  const moments = new MomentPictures(history, log.descriptors);

  const store = { ingest, log, live, now };
  const desk = new ImportDesk(store, { dataDir: options.dataDir, now, onFault, ...options.uploads });
  await desk.open();
  const clips = new ClipStore(options.dataDir);
  await clips.open();
  const archives = new ArchiveFolder(options.dataDir);
  await archives.open();

  const coverage = new CoverageService({
    live,
    log,
    metrics,
    box: boxAround(mission.area.coordinates[0]!),
    ground: options.ground ?? noGround,
    cellMetres: mission.ground?.cellMetres,
    now,
    firstMs: options.coverFirstMs,
    submit: (reports) => ingest.submit(reports, systemDoor),
    onRaster: () => stream.announceCoverage(),
    onFault,
  });

  const finding = options.onGroundProgress
    ? findGround({
        archives,
        box: boxAround(mission.area.coordinates[0]!),
        use: (ground) => coverage.useGround(ground),
        onProgress: options.onGroundProgress,
        onFault,
      })
    : undefined;

  const http = createServer();
  http.headersTimeout = 10_000;
  // Long enough for a large file on a slow link; every other body has half a minute (`api/app.ts`).
  http.requestTimeout = 30 * 60_000;
  const health = (): Health => describeHealth(log, live, stream.viewers);
  const clientDir = fileURLToPath(new URL('../dist/client', import.meta.url));
  const placesFile = fileURLToPath(new URL('../dist/places.bin', import.meta.url));
  const gazetteer = openGazetteer({ mission, file: placesFile, onFault });
  // Before the stream, which takes its own path out of what the application is given.
  http.on(
    'request',
    makeApp({
      ingest,
      desk,
      dataDir: options.dataDir,
      log,
      live,
      metrics,
      mission,
      basemap: options.basemap,
      archives,
      coverage,
      history,
      moments,
      clips,
      detail: options.detail,
      boundaries: options.boundaries,
      gazetteer,
      clientDir,
      version,
      now,
      health,
      identify,
      onUnexpected: onFault,
    }),
  );
  const state = () => ({ epoch: log.epoch, isRecording: log.isRecording, isExercise: mission.isExercise });
  const replays = new ReplayHost({ log, history, clips, metrics, now, state, onFault });
  const stream = new StreamServer({
    http,
    replays,
    live,
    metrics,
    now,
    identify,
    state,
    coverage: (viewer) => coverage.revisionFor(viewer),
    defaultProfile: options.profile,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(options.port, options.host, resolve);
    });
  } catch (error) {
    await stream.close();
    replays.close();
    await history.close();
    await finding?.close();
    await coverage.close();
    await archives.close();
    throw error;
  }
  let expiry: NodeJS.Timeout | undefined;
  let isConcluding = false;
  const concludeFromNow = (): void => {
    coverage.start();
    expiry ??= setInterval(async () => {
      if (isConcluding) return;
      isConcluding = true;
      await concludeExpired(live, ingest, now(), onFault);
      isConcluding = false;
    }, expiryEveryMs);
  };
  if (!options.holdConclusions) concludeFromNow();

  return {
    url: `http://${options.host}:${(http.address() as AddressInfo).port}`,
    log,
    live,
    ingest,
    previousAt,
    concludeFromNow,
    submit: (reports, door) => ingest.submit(reports, door),
    close: async () => {
      clearInterval(expiry);
      http.close();
      http.closeIdleConnections();
      const patience = setTimeout(() => http.closeAllConnections(), closePatienceMs);
      replays.close();
      await stream.close();
      clearTimeout(patience);
      http.closeAllConnections();
      await finding?.close();
      await coverage.close().catch(onFault);
      await desk.close().catch(onFault);
      await archives.close();
      await history.close();
      await ingest.drain();
      await recordStop(ingest, now()).catch(onFault);
      await keyFrames.write().catch(onFault);
      await log.close();
    },
  };
}

async function concludeExpired(
  live: LivePicture,
  ingest: Ingest,
  now: number,
  onFault: (error: Error) => void,
): Promise<void> {
  const reports = concludeExpiries(live, now);
  if (reports.length === 0) return;
  // Not recording or overloaded: the same conclusions are drawn again a second later.
  const results = await ingest.submit(reports, systemDoor).catch(() => []);
  const refused = results.find((result) => result.status === 'refused');
  if (refused?.status === 'refused')
    onFault(new Error(`the server refused its own conclusion: ${refused.problem.detail}`));
}
