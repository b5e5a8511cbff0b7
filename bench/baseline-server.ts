import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

/**
 * What the stream is compared with: the same Socket.IO without anything of ours. Reports come over HTTP as they do to
 * the server, are neither checked nor stored, and each is emitted as JSON to every viewer.
 */
const http = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const reports = Array.isArray(body) ? body : [body];
    for (const report of reports) io.emit('position', report);
    response.writeHead(202, { 'Content-Length': 2 }).end('{}');
  });
});
const io = new Server(http, { path: '/stream', transports: ['websocket'], perMessageDeflate: false });
http.listen(0, '127.0.0.1', () => {
  process.send!({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
});
process.once('disconnect', () => process.exit(1));
process.once('SIGTERM', () => process.exit(0));
