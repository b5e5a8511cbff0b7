import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ProblemName } from '#shared/schema/problem.ts';

/** Everything the server counts about itself; served at /api/v1/metrics. */
export type Metrics = ReturnType<typeof makeMetrics>;

export function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const refused = new Counter({
    name: 'vedette_refused_total',
    help: 'Refusals by door and reason',
    labelNames: ['door', 'reason'],
    registers,
  });
  const unkept = new Counter({
    name: 'vedette_quarantine_unkept_total',
    help: 'Refused items of which no bytes were kept',
    registers,
  });
  const accepted = new Counter({
    name: 'vedette_accepted_total',
    help: 'Reports stored',
    labelNames: ['kind'],
    registers,
  });
  const duplicates = new Counter({
    name: 'vedette_duplicate_total',
    help: 'Reports that were stored before',
    registers,
  });
  const commits = new Histogram({
    name: 'vedette_commit_seconds',
    help: 'Time of one group commit',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers,
  });
  const pending = new Gauge({ name: 'vedette_pending_rows', help: 'Rows waiting for a commit', registers });
  const viewers = new Gauge({ name: 'vedette_viewers', help: 'Connected viewers', registers });
  const replays = new Gauge({
    name: 'vedette_replays',
    help: 'Viewers that look at another moment than now',
    registers,
  });
  const frameBytes = new Counter({
    name: 'vedette_frame_bytes_total',
    help: 'Bytes of position frames sent',
    registers,
  });
  const resyncs = new Counter({
    name: 'vedette_resync_total',
    help: 'Snapshots sent to viewers that fell behind',
    labelNames: ['reason'],
    registers,
  });
  const coverSeconds = new Histogram({
    name: 'vedette_cover_seconds',
    help: 'Time of one computation of medical cover, in its thread',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    registers,
  });
  const coverFields = new Gauge({
    name: 'vedette_cover_fields',
    help: 'Times over ground from one place that the thread of medical cover has computed since it started',
    registers,
  });
  const coverQueue = new Gauge({
    name: 'vedette_cover_queue',
    help: 'Computations of medical cover under way and waiting',
    registers,
  });
  const coverLeftOut = new Gauge({
    name: 'vedette_cover_left_out',
    help: 'Assets, facilities and landing sites that medical cover does not count because there are too many',
    registers,
  });
  return {
    registry,
    coverLeftOut,
    coverSeconds,
    coverFields,
    coverQueue,
    accepted,
    unkept,
    duplicates,
    commits,
    pending,
    viewers,
    replays,
    frameBytes,
    resyncs,
    countRefusal: (door: string, reason: ProblemName): void => refused.inc({ door, reason }),
  };
}
