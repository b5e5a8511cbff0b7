import { type AddressInfo, connect, createServer, type Server } from 'node:net';

/** Bytes towards the browser since the last reset, headers included, and where else it wanted to go. */
export type Wire = {
  url: string;
  /** Files, tiles and answers of the API; what came over the stream. */
  bytes: () => { http: number; stream: number };
  /** A proxy for everything that is not this machine: it answers nothing and remembers who was asked for. */
  elsewhere: { port: number; asked: string[] };
  reset: () => void;
  close: () => Promise<void>;
};

/** Stands between a browser and the server at `targetUrl` and counts what really travels, whatever a page says of it. */
export async function startCountingProxy(targetUrl: string): Promise<Wire> {
  const target = new URL(targetUrl);
  const sockets = new Set<{ destroy: () => void }>();
  const counted = { http: 0, stream: 0 };
  const asked: string[] = [];
  const near = createServer((browser) => {
    const server = connect(Number(target.port), target.hostname);
    let lane: keyof typeof counted = 'http';
    browser.on('data', (bytes: Buffer) => {
      if (bytes.subarray(0, 12).toString('latin1').startsWith('GET /stream')) lane = 'stream';
      server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => {
      counted[lane] += bytes.length;
      browser.write(bytes);
    });
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  const far = createServer((browser) => {
    browser.on('error', () => undefined);
    browser.once('data', (bytes: Buffer) => {
      asked.push(bytes.toString('latin1').split('\r\n', 1)[0]!);
      browser.destroy();
    });
  });
  const [port, farPort] = await Promise.all([listen(near), listen(far)]);
  return {
    url: `http://127.0.0.1:${port}`,
    bytes: () => ({ ...counted }),
    elsewhere: { port: farPort, asked },
    reset: () => {
      counted.http = 0;
      counted.stream = 0;
      asked.length = 0;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([near, far].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
