import { startServer } from '../../server/start-server.ts';
import { testMission } from './test-server.ts';

/**
 * The server alone in a process, so that its memory is its own. Started with `--expose-gc` and a data folder; speaks
 * over IPC: `measure` collects garbage and answers the bytes in use, `hold` keeps that many more, `close` ends it.
 */
export type ChildRequest = { kind: 'measure' } | { kind: 'hold'; bytes: number } | { kind: 'close' };
export type ChildReply = { url: string } | { bytes: number };

const held: Buffer[] = [];
const { gc: collect } = globalThis as unknown as { gc: () => void };

const server = await startServer({
  dataDir: process.argv[2]!,
  host: '127.0.0.1',
  port: 0,
  mission: testMission,
  basemap: undefined,
  profile: 'lan',
  now: Date.now,
  onFault: (error) => console.error(error),
});
process.on('message', (request: ChildRequest) => void answer(request));
reply({ url: server.url });

async function answer(request: ChildRequest): Promise<void> {
  if (request.kind === 'close') {
    await server.close();
    process.disconnect?.();
    return;
  }
  if (request.kind === 'hold') held.push(Buffer.alloc(request.bytes, 1));
  reply({ bytes: await bytesInUse() });
}

/** Of the thread that writes to sockets: its heap and the buffers that the heap holds. The log's threads are not in it. */
async function bytesInUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function reply(message: ChildReply): void {
  process.send!(message);
}
