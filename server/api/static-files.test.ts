import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticFiles } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedette-static-'));
const server = express().use(staticFiles(folder)).listen(0, '127.0.0.1');

beforeAll(() => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'index.html.br'), brotliCompressSync('<p>page</p>'));
  writeFileSync(join(folder, 'assets/app-1.js'), 'let a;');
  writeFileSync(join(folder, 'assets/app-1.js.br'), brotliCompressSync('let a;'));
  writeFileSync(join(folder, 'assets/font.woff2'), 'font');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function get(path: string, encodings: string): Promise<{ headers: NodeJS.Dict<string | string[]>; bytes: Buffer }> {
  const { port } = server.address() as { port: number };
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': encodings } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the files of the client', () => {
  it('go out as the build compressed them, as the type they have', async () => {
    const script = await get('/assets/app-1.js', 'gzip, deflate, br');
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(script.bytes).toString()).toBe('let a;');
    const page = await get('/', 'br');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(brotliDecompressSync(page.bytes).toString()).toBe('<p>page</p>');
  });

  it('go out plain to whoever does not take that, and where there is nothing compressed', async () => {
    const plain = await get('/assets/app-1.js', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.bytes.toString()).toBe('let a;');
    expect((await get('/assets/font.woff2', 'br')).bytes.toString()).toBe('font');
  });
});
