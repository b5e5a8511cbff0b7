import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedMappings } from '#shared/protocol/imports.ts';
import { type ColumnMapping, parseColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { describeSystemError } from '../file-text.ts';

/**
 * Mappings that a person saved, one JSON file each in `mappings/` of the data folder: they say how files are read and are
 * no part of what happened, so that they are not in the log, and can be copied to another server or edited by hand.
 */
const folderName = 'mappings';
const maxMappings = 1_000;
const maxBytes = 262_144;

/** All saved mappings by name; a file that is none is named and passed over. */
export async function readMappings(dataDir: string): Promise<SavedMappings> {
  const folder = join(dataDir, folderName);
  const names = await readdir(folder).catch(() => [] as string[]);
  const saved: SavedMappings = { mappings: [], problems: [] };
  for (const name of names.filter((file) => file.endsWith('.json')).slice(0, maxMappings)) {
    const read = await readMappingFile(join(folder, name));
    if (read.ok) saved.mappings.push(read.value);
    else saved.problems.push(`${name}: ${read.problem.detail}`);
  }
  saved.mappings.sort((a, b) => a.name.localeCompare(b.name));
  return saved;
}

/** One mapping from a file that a person wrote or was given. */
export async function readMappingFile(path: string): Promise<Parsed<ColumnMapping>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse('mapping-needed', `the mapping cannot be read: ${describeSystemError(error)}`);
  }
  if (text.length > maxBytes) return refuse('mapping-needed', 'the mapping is larger than 256 KiB');
  try {
    return parseColumnMapping(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return refuse('mapping-needed', 'the mapping is not JSON');
  }
}

/** Saves under its name, in place of the one that had it. Half a file is never left behind. */
export async function saveMapping(dataDir: string, mapping: ColumnMapping): Promise<void> {
  const folder = join(dataDir, folderName);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${makeFileName(mapping.name)}.json`);
  const draft = `${path}.${process.pid}.new`;
  await using handle = await open(draft, 'w');
  await handle.writeFile(`${JSON.stringify(mapping, null, 2)}\n`);
  await handle.sync();
  await rename(draft, path);
}

/** Any name makes a file name that every system takes, and two names never the same one. */
function makeFileName(name: string): string {
  const readable = name.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return readable === name ? name : `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
