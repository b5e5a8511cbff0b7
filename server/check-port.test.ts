import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkPort } from './check-port.ts';
import { main } from './main.ts';

const host = '127.0.0.1';
let folder: string;
let occupant: Server;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-port-'));
  occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, host, resolve));
  ({ port } = occupant.address() as AddressInfo);
});
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  occupant.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a port', () => {
  it('is refused while another program listens there, and free again afterwards', async () => {
    await expect(checkPort(host, port)).rejects.toThrow('EADDRINUSE');
    await new Promise((resolve) => occupant.close(resolve));
    await checkPort(host, port);
    await checkPort(host, port);
  });

  it.each(['--port', '--cot-port'])(
    'that is taken (%s) ends the start before a data folder is made',
    async (option) => {
      const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      const dataDir = join(folder, 'data');
      const free = option === '--port' ? [] : ['--port', '0'];
      await main([...free, option, String(port), '--data', dataDir]);
      expect(process.exitCode).toBe(1);
      expect(said.mock.calls.flat().join('')).toContain(`another program listens there already: listen EADDRINUSE`);
      expect(existsSync(dataDir)).toBe(false);
    },
  );
});
