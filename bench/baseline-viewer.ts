import { io } from 'socket.io-client';
import type { PositionWire } from '#shared/schema/report.ts';
import type { BenchViewer } from './viewer.ts';
import { newTally } from './viewer-tally.ts';

/** Of so many messages one is watched for the time from report to viewer. */
const watchEvery = 20;

/** A viewer of the baseline: keeps the latest report of each track. */
export function openBaselineViewer({ url, onComplete }: { url: string; onComplete: () => void }): BenchViewer {
  const latest = new Map<string, PositionWire>();
  let tally = newTally();
  const socket = io(url, { path: '/stream', transports: ['websocket'], reconnection: false, forceNew: true });
  socket.on('connect', onComplete);
  socket.on('position', (report: PositionWire) => {
    latest.set(report.trackId, report);
    if (tally.updates++ % watchEvery === 0) tally.latencies.push(Date.now() - Date.parse(report.observedAt));
  });
  return {
    takeTally: () => {
      const taken = tally;
      tally = newTally();
      return taken;
    },
    startChecking: () => {},
    close: () => void socket.close(),
  };
}
