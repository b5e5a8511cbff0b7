import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { type ClipManifest, clipBounds } from '#shared/protocol/clips.ts';
import { signatureLength, signatureMark } from '../../server/replay/clips/package/package-format.ts';

type Files = Record<string, Uint8Array>;
type Line = { at: number; put?: { key: string; kind: string } };

const text = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A zip with a signature that is right: who makes such a thing can sign it as well as we can. */
export function sign(zip: Uint8Array): Buffer {
  const open = Buffer.from(zip);
  open.writeUInt16LE(signatureLength, open.length - 2);
  return Buffer.concat([open, Buffer.from(signatureMark + sha256(open))]);
}

/** Every position is a change now. */
function asRemoved(lines: readonly string[]): string[] {
  return lines.map((line) => {
    const { at } = JSON.parse(line) as Line;
    return line.includes('"fix":') ? JSON.stringify({ at, remove: 'track/none' }) : line;
  });
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
  /** The first record of a kind, with something else in it. */
  const withRecord = (kind: string, change: (record: Record<string, unknown>) => object) =>
    withLines((lines) => {
      const place = lines.findIndex((line) => line.includes('"put":') && line.includes(`"kind":"${kind}"`));
      const { at, put } = JSON.parse(lines[place]!) as { at: number; put: Record<string, unknown> };
      return lines.with(place, JSON.stringify({ at, put: change(put) }));
    });
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
    {
      what: 'an incident without a body',
      bytes: withRecord('incident', (it) => ({ ...it, body: {} })),
      check: 'lines',
    },
    ...['__proto__', 'constructor', 'freshness', 'nothing'].map((kind) => ({
      what: `a record of the kind ${kind}`,
      bytes: withRecord('incident', (it) => ({ ...it, kind, key: `${kind}/${String(it['id'])}` })),
      check: 'lines',
    })),
    {
      what: 'overtaken messages that are no list',
      bytes: withRecord('incident', (it) => ({ ...it, superseded: { map: 1 } })),
      check: 'lines',
    },
    {
      what: 'a marking without groups of any form',
      bytes: withRecord('patrol', (it) => ({
        ...it,
        marking: { classification: 'unclassified', releasableTo: 'all' },
      })),
      check: 'lines',
    },
    {
      what: 'a patrol with marks of another form',
      bytes: withRecord('patrol', (it) => ({ ...it, body: { status: 'planned', marks: {} } })),
      check: 'lines',
    },
    {
      what: 'a source that is heard every thousand years',
      bytes: withRecord('source', (it) => ({ ...it, body: { ...(it['body'] as object), intervalSeconds: 3e10 } })),
      check: 'lines',
    },
    {
      what: 'a track of another source',
      bytes: withRecord('track', (it) => ({ ...it, source: 'somebody' })),
      check: 'lines',
    },
    {
      what: 'a position of what is no track',
      bytes: withLines((lines) => {
        const { at, put } = lines.map((line) => JSON.parse(line) as Line).find((line) => line.put?.kind === 'patrol')!;
        const fix = [put!.key, at, 0, 0, 0, 0, 0, 0, 0];
        return lines.map((line) =>
          line.includes('"fix":') ? JSON.stringify({ at: (JSON.parse(line) as Line).at, fix }) : line,
        );
      }),
      check: 'lines',
    },
    {
      what: 'more changes than a clip may hold',
      bytes: withManifest({
        counts: { ...manifest.counts, known: { records: clipBounds.changes, facts: 1, fixes: 0 } },
      }),
      check: 'counts',
    },
    {
      what: 'more changes in both truths than a clip may hold',
      bytes: withManifest({
        counts: Object.fromEntries(
          manifest.truths.map((truth) => [truth, { records: clipBounds.changes * 0.6, facts: 0, fixes: 0 }]),
        ),
      }),
      check: 'counts',
    },
    { what: 'changes that are counted as positions', bytes: withLines((lines) => asRemoved(lines)), check: 'counts' },
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
