import { createHash } from 'node:crypto';
import { crc32, createInflateRaw } from 'node:zlib';
import { type ClipManifest, clipBounds, clipManifestSchema } from '#shared/protocol/clips.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { Slices } from '../slices.ts';
import {
  excerptNames,
  manifestName,
  mostAsideBytes,
  readmeName,
  signatureLength,
  signatureMark,
} from './package-format.ts';

const [endMark, centralMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];
const [endLength, centralLength, localLength] = [22, 46, 30];
const hashedAtOnce = 2 * 1024 * 1024;
const inflatedAtOnce = 256 * 1024;
const known: readonly string[] = [manifestName, readmeName, ...Object.values(excerptNames)];

export type ClipPackage = { manifest: ClipManifest; excerpts: { name: string; bytes: Buffer }[] };

/** Something in a package is not as it was made: which check failed, and how. */
export class ClipDamage extends Error {
  constructor(check: string, detail: string) {
    super(`${check}: ${detail}`);
    this.name = 'ClipDamage';
  }
}

/**
 * The bytes of a file → what it holds. Nothing of it is believed: only files of known names count, none is inflated beyond
 * what it says, and all of them together not beyond the bound. Nothing is written anywhere.
 */
export async function readPackage(bytes: Buffer): Promise<Parsed<ClipPackage>> {
  try {
    return { ok: true, value: await read(bytes) };
  } catch (error) {
    if (error instanceof ClipDamage) return refuse('damaged-clip', error.message);
    throw error;
  }
}

async function read(bytes: Buffer): Promise<ClipPackage> {
  const slices = new Slices();
  const zip = await checkSignature(bytes, slices);
  const entries = readDirectory(zip);
  const files = new Map<string, Buffer>();
  for (const entry of entries) files.set(entry.name, await unpack(zip, entry));
  const manifest = parseManifest(files.get(manifestName));
  const told = Object.keys(manifest.files).sort().join();
  const here = [...files.keys()]
    .filter((name) => name !== manifestName)
    .sort()
    .join();
  if (told !== here) throw new ClipDamage('manifest', 'it names other files than there are');
  for (const [name, { bytes: size, sha256 }] of Object.entries(manifest.files)) {
    const file = files.get(name)!;
    if (file.length !== size) throw new ClipDamage('size', `${name} is not as long as the manifest says`);
    if ((await hashOf(file, slices)) !== sha256)
      throw new ClipDamage('sha256', `${name} is not what the manifest names`);
  }
  const excerpts = manifest.truths.map((truth) => ({ name: truth, bytes: files.get(excerptNames[truth])! }));
  if (excerpts.some((each) => !each.bytes) || excerpts.length !== files.size - (files.has(readmeName) ? 2 : 1))
    throw new ClipDamage('manifest', 'its truths are not those of the files');
  return { manifest, excerpts };
}

async function checkSignature(bytes: Buffer, slices: Slices): Promise<Buffer> {
  const end = bytes.length - signatureLength;
  const comment = end < endLength ? '' : bytes.toString('latin1', end);
  if (!comment.startsWith(signatureMark))
    throw new ClipDamage('signature', 'this is no clip, or its end is missing or was changed');
  const zip = bytes.subarray(0, end);
  if ((await hashOf(zip, slices)) !== comment.slice(signatureMark.length))
    throw new ClipDamage('digest', 'at least one byte is not as it was when the clip was made');
  return zip;
}

async function hashOf(bytes: Buffer, slices: Slices): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.length; start += hashedAtOnce) {
    hash.update(bytes.subarray(start, start + hashedAtOnce));
    await slices.turn();
  }
  return hash.digest('hex');
}

type Entry = { name: string; method: number; packed: number; size: number; crc: number; offset: number };

/** The directory of a zip in one piece: no encryption, no other disks, nothing outside the file. */
function readDirectory(zip: Buffer): Entry[] {
  const end = zip.length - endLength;
  const fault = (detail: string) => new ClipDamage('directory', detail);
  if (zip.readUInt32LE(end) !== endMark) throw fault('the zip has no end');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const start = at;
  if (zip.readUInt16LE(end + 20) !== signatureLength || at + zip.readUInt32LE(end + 12) !== end)
    throw fault('the zip does not end where it says');
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + centralLength > end || zip.readUInt32LE(at) !== centralMark) throw fault('an entry is cut off');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('latin1', at + centralLength, at + centralLength + nameLength);
    if (!known.includes(name))
      throw new ClipDamage('name', `${JSON.stringify(name.slice(0, 60))} is no file of a clip`);
    if (entries.some((each) => each.name === name)) throw new ClipDamage('name', `${name} is there twice`);
    entries.push({
      ...{ name, method: zip.readUInt16LE(at + 10), crc: zip.readUInt32LE(at + 16) },
      ...{ packed: zip.readUInt32LE(at + 20), size: zip.readUInt32LE(at + 24), offset: zip.readUInt32LE(at + 42) },
    });
    if ((zip.readUInt16LE(at + 8) & 1) !== 0) throw fault('an entry is encrypted');
    at += centralLength + nameLength + extraLength + commentLength;
  }
  if (at !== end) throw fault('there is more than it counts');
  checkBounds(entries, start);
  return entries;
}

function checkBounds(entries: readonly Entry[], dataEnd: number): void {
  let total = 0;
  let free = 0;
  for (const { name, size, packed, offset } of [...entries].sort((one, other) => one.offset - other.offset)) {
    const isAside = name === manifestName || name === readmeName;
    total += size;
    if ((isAside && size > mostAsideBytes) || total > clipBounds.unpackedBytes + 2 * mostAsideBytes)
      throw new ClipDamage('unpacked-size', `${name} would be larger than a clip may be`);
    if (offset < free || offset + localLength + packed > dataEnd)
      throw new ClipDamage('directory', `${name} lies where something else is`);
    free = offset + localLength + packed;
  }
}

async function unpack(zip: Buffer, { name, method, packed, size, crc, offset }: Entry): Promise<Buffer> {
  if (zip.readUInt32LE(offset) !== localMark) throw new ClipDamage('entry', `${name} is not where the directory says`);
  const start = offset + localLength + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const data = zip.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw new ClipDamage('entry', `${name} is packed in an unknown way`);
  const unpacked = method === 0 ? data : await inflate(data, size);
  if (unpacked?.length !== size) throw new ClipDamage('unpacked-size', `${name} does not unpack to the size it names`);
  if (size <= mostAsideBytes && crc32(unpacked) !== crc) throw new ClipDamage('crc', `${name} is not as it was packed`);
  return unpacked;
}

/** Piece by piece into the room that was named; undefined when it needs another. */
async function inflate(data: Buffer, size: number): Promise<Buffer | undefined> {
  const unpacked = Buffer.allocUnsafe(size);
  const stream = createInflateRaw({ chunkSize: inflatedAtOnce });
  stream.end(data);
  let length = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      if (length + piece.length > size) return undefined;
      length += piece.copy(unpacked, length);
    }
  } catch {
    return undefined;
  }
  return length === size ? unpacked : undefined;
}

function parseManifest(bytes: Buffer | undefined): ClipManifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes?.toString() ?? '');
  } catch {
    throw new ClipDamage('manifest', 'it is missing or cannot be read');
  }
  const parsed = clipManifestSchema.safeParse(value);
  if (!parsed.success) throw new ClipDamage('manifest', `${parsed.error.issues[0]?.path.join('.') ?? ''} is not valid`);
  const { from, to, by } = parsed.data;
  const isInOrder = Date.parse(from) < Date.parse(to) && Date.parse(to) <= Date.parse(by);
  if (!isInOrder || Date.parse(to) - Date.parse(from) > clipBounds.spanMs)
    throw new ClipDamage('manifest', 'its times are not in order');
  checkCounts(parsed.data);
  return parsed.data;
}

/** Of both truths together. */
function checkCounts({ counts }: ClipManifest): void {
  let [changes, fixes] = [0, 0];
  for (const each of Object.values(counts)) {
    changes += each.records + each.facts;
    fixes += each.fixes;
  }
  if (changes > clipBounds.changes) throw new ClipDamage('counts', 'there are more changes than a clip may hold');
  if (fixes > clipBounds.fixes) throw new ClipDamage('counts', 'there are more positions than a clip may hold');
}
