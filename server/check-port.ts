import { createServer } from 'node:net';

/**
 * Rejects with the error of `listen` (EADDRINUSE, EACCES) when nobody may listen there now. Asked before anything is
 * made on disk, so that a mistyped port leaves nothing behind.
 */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
