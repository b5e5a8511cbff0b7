import type { PositionWire } from '#shared/schema/report.ts';
import { type BenchViewer, parseMessage } from './viewer.ts';
import { newTally } from './viewer-tally.ts';
import { openWebSocket } from './web-socket.ts';

/** Of so many messages one is watched for the time from report to viewer. */
const watchEvery = 20;

/** A viewer of the baseline, as lean as ours: parses each message and keeps the latest report of each track. */
export function openBaselineViewer({ port, onComplete }: { port: number; onComplete: () => void }): BenchViewer {
  const latest = new Map<string, PositionWire>();
  let tally = newTally();
  const socket = openWebSocket({
    port,
    path: '/stream/?EIO=4&transport=websocket',
    headers: {},
    onBinary: () => {},
    onBytes: (bytes) => {
      tally.bytes += bytes;
    },
    onText: (text) => {
      if (text === '2') socket.send('3');
      else if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('40')) onComplete();
      else if (text.startsWith('42')) {
        const report = parseMessage(text).argument as PositionWire;
        latest.set(report.trackId, report);
        if (tally.updates++ % watchEvery === 0) tally.latencies.push(Date.now() - Date.parse(report.observedAt));
      }
    },
  });
  return {
    takeTally: () => {
      const taken = tally;
      tally = newTally();
      return taken;
    },
    setChecking: () => {},
    hash: () => '',
    command: () => {},
    close: socket.close,
  };
}
