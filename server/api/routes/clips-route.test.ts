import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendFile } from './clips-route.ts';

/** More than any socket holds. */
const sizeBytes = 32 * 1024 * 1024;
const idleMs = 300;

describe('a download', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-download-'));
  const path = join(folder, 'file');
  const server = createServer((_request, response) => {
    answered = response;
    sent = sendFile(response, path, idleMs).then(
      () => 'sent',
      () => 'cut off',
    );
  });
  let sent: Promise<string> | undefined;
  let answered: ServerResponse | undefined;
  let reader: Socket;

  beforeEach(async () => {
    writeFileSync(path, Buffer.alloc(sizeBytes, 1));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
    reader.on('error', () => {});
    reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  });
  afterEach(async () => {
    reader.destroy();
    sent = undefined;
    await new Promise((resolve) => void server.close(resolve));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is cut off when nothing of it is taken any more', async () => {
    reader.pause();
    await expect.poll(() => sent).toBeDefined();
    expect(await sent).toBe('cut off');
    expect(answered?.destroyed).toBe(true);
  });

  it('goes on for as long as something is taken', async () => {
    let taken = 0;
    reader.on('data', (piece) => {
      taken += piece.length;
      reader.pause();
      setTimeout(() => reader.resume(), 4);
    });
    const begun = performance.now();
    await expect.poll(() => taken, { timeout: 20_000 }).toBeGreaterThan(sizeBytes);
    expect(await sent).toBe('sent');
    expect(performance.now() - begun).toBeGreaterThan(2 * idleMs);
  });
});
