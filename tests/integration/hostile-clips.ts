import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import type { ClipManifest } from '#shared/protocol/clips.ts';
import { signatureLength, signatureMark } from '../../server/replay/clips/package-format.ts';

type Files = Record<string, Uint8Array>;

const text = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A zip with a signature that is right: who makes such a thing can sign it as well as we can. */
export function sign(zip: Uint8Array): Buffer {
  const open = Buffer.from(zip);
  open.writeUInt16LE(signatureLength, open.length - 2);
  return Buffer.concat([open, Buffer.from(signatureMark + sha256(open))]);
}

/** Packages that somebody made on purpose, and the check that refuses each. */
export function makeHostile(good: Buffer): { what: string; bytes: Buffer; check: string }[] {
  const files = unzipSync(good) as Files;
  const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString()) as ClipManifest;
  const pack = (changed: Files) => sign(zipSync({ ...files, ...changed }));
  const withManifest = (changed: object, more: Files = {}) =>
    pack({ ...more, 'manifest.json': text({ ...manifest, ...changed }) });
  const withLines = (change: (lines: string[]) => string[]) => {
    const lines = Buffer.from(files['known.ndjson']!).toString().split('\n').slice(0, -1);
    const known = text(
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const entry = { bytes: known.length, sha256: sha256(known) };
    return withManifest({ files: { ...manifest.files, 'known.ndjson': entry } }, { 'known.ndjson': known });
  };
  const first = (lines: string[], change: (line: string) => string) => [change(lines[0]!), ...lines.slice(1)];
  const { README: _, ...rest } = { README: 0, ...files } as unknown as Files & { README: unknown };
  const { 'manifest.json': __, ...noManifest } = rest;
  const bomb = Buffer.alloc(20 * 1024 * 1024, 32);
  // The directory says that it is small.
  const lying = Buffer.from(zipSync({ ...files, 'README.txt': bomb }));
  for (let at = lying.indexOf('PK\u0001\u0002'); at >= 0; at = lying.indexOf('PK\u0001\u0002', at + 4))
    if (lying.readUInt32LE(at + 24) === bomb.length) lying.writeUInt32LE(1_000, at + 24);
  return [
    { what: 'nothing', bytes: Buffer.alloc(0), check: 'signature' },
    { what: 'no zip', bytes: Buffer.from('not a zip at all'.repeat(100)), check: 'signature' },
    { what: 'a zip of somebody else', bytes: Buffer.from(zipSync({ 'a.txt': text('a') })), check: 'signature' },
    { what: 'a part', bytes: good.subarray(0, good.length >> 1), check: 'signature' },
    { what: 'all but a byte', bytes: good.subarray(0, -1), check: 'signature' },
    { what: 'more behind it', bytes: Buffer.concat([good, Buffer.from([0])]), check: 'signature' },
    { what: 'a signed text', bytes: sign(Buffer.from('x'.repeat(400))), check: 'directory' },
    { what: 'a way out of the folder', bytes: pack({ '../../etc/passwd': text('x') }), check: 'name' },
    { what: 'an absolute path', bytes: pack({ '/tmp/x': text('x') }), check: 'name' },
    { what: 'a folder', bytes: pack({ 'known.ndjson/x': text('x') }), check: 'name' },
    { what: 'a bomb', bytes: pack({ 'README.txt': bomb }), check: 'unpacked-size' },
    { what: 'a bomb that says it is small', bytes: sign(lying), check: 'unpacked-size' },
    { what: 'no manifest', bytes: sign(zipSync(noManifest)), check: 'manifest' },
    { what: 'another format', bytes: withManifest({ version: 2 }), check: 'manifest' },
    { what: 'a manifest that says more', bytes: withManifest({ more: 1 }), check: 'manifest' },
    { what: 'a span of a year', bytes: withManifest({ from: '2020-01-01T00:00:00.000Z' }), check: 'manifest' },
    { what: 'other lines than named', bytes: pack({ 'known.ndjson': text('{}\n') }), check: 'size' },
    { what: 'lines that are none', bytes: withLines((lines) => first(lines, () => 'hello')), check: 'lines' },
    {
      what: 'a time beyond the span',
      bytes: withLines((lines) => first(lines, (line) => line.replace(/"at":\d+/, '"at":9999999999999'))),
      check: 'lines',
    },
    {
      what: 'a record under a key that is not its own',
      bytes: withLines((lines) => first(lines, (line) => line.replace('"key":"', '"key":"x'))),
      check: 'lines',
    },
    { what: 'a line too few', bytes: withLines((lines) => lines.slice(0, -1)), check: 'counts' },
    {
      what: 'a fix of no track',
      bytes: withLines((lines) => lines.map((line) => line.replace('"fix":["track/', '"fix":["tracks/'))),
      check: 'lines',
    },
    {
      what: 'a marking that is lower',
      bytes: withManifest({ marking: { classification: 'unclassified', releasableTo: [], originator: 'mission' } }),
      check: 'marking',
    },
  ];
}
