import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type BlackHoleProxy = {
  url: string;
  /** Stops forwarding both ways; connections stay open and nobody is told. */
  swallow: () => void;
  /** Forwards again, also what was swallowed meanwhile, as a link does that was only interrupted. */
  release: () => void;
  close: () => Promise<void>;
};

/**
 * A TCP proxy on 127.0.0.1 in front of a server, for links that die without a word: no reset, no close, no data.
 * Host and Origin name the proxy's port; the server accepts any port of this machine.
 */
export async function startBlackHoleProxy(targetUrl: string): Promise<BlackHoleProxy> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let isSwallowing = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => void to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (isSwallowing) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    swallow: () => {
      isSwallowing = true;
      for (const socket of sockets) socket.pause();
    },
    release: () => {
      isSwallowing = false;
      for (const socket of sockets) socket.resume();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
