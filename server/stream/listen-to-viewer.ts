import { acknowledgeSchema } from '#shared/protocol/upstream.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ViewerConnection, ViewerSocket } from './viewer-connection.ts';

/** What every viewer may say, whatever it looks at. */
export function listenToViewer(socket: ViewerSocket, connection: ViewerConnection, metrics: Metrics): void {
  socket.on('acknowledge', (message) => {
    const held = acknowledgeSchema.safeParse(message);
    if (held.success) connection.acknowledge(held.data);
    else metrics.countRefusal('stream', 'invalid-report');
  });
  socket.on('fresh', () => connection.refresh());
  socket.on('history', () => connection.wantHistory());
}
