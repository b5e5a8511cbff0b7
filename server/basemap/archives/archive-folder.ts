import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveProblem, BasemapsAnswer } from '#shared/protocol/basemaps.ts';
import { ArchiveError } from './archive-error.ts';
import { type OpenArchive, openArchive, versionOf } from './open-archive.ts';

type Seen = { version: string; open?: OpenArchive; problem?: ArchiveProblem };

const lookEveryMs = 2_000;

/**
 * The `basemap` folder of the data folder: a `*.pmtiles` file that appears there, is replaced or disappears is noticed
 * within seconds. It is looked at again and again, because notices of the file system do not come from every kind of
 * disk. One bad file is a problem with a name and disturbs no other. Only names found in the folder are ever opened.
 */
export class ArchiveFolder {
  readonly #folder: string;
  readonly #seen = new Map<string, Seen>();
  readonly #byId = new Map<string, OpenArchive>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isClosed = false;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'basemap');
  }

  /** Creates the folder, reads what is there and keeps looking. */
  async open(): Promise<void> {
    mkdirSync(this.#folder, { recursive: true });
    await this.look();
    this.#timer = setInterval(() => void this.look(), lookEveryMs).unref();
  }

  list(): BasemapsAnswer {
    const seen = [...this.#seen].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
    return {
      archives: seen.flatMap(({ open }) => (open ? [open.archive] : [])),
      problems: seen.flatMap(({ problem }) => (problem ? [problem] : [])),
    };
  }

  find(id: string): OpenArchive | undefined {
    return this.#byId.get(id);
  }

  /** Looks at the folder once; never fails. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#looking;
    for (const file of [...this.#seen.keys()]) await this.#forget(file);
  }

  async #look(): Promise<void> {
    // A folder that went away holds nothing; it may come back.
    const files = (await readdir(this.#folder).catch(() => [])).filter(isArchiveName);
    for (const file of this.#seen.keys()) if (!files.includes(file)) await this.#forget(file);
    for (const file of files) if (!this.#isClosed) await this.#lookAt(file);
  }

  async #lookAt(file: string): Promise<void> {
    const path = join(this.#folder, file);
    const stats = await stat(path).catch(() => undefined);
    const version = stats ? versionOf(stats) : 'unreadable';
    if (this.#seen.get(file)?.version === version) return;
    const before = this.#seen.get(file)?.open;
    const next = await this.#read(path, file, stats?.isFile() ?? false);
    this.#seen.set(file, { version, ...next });
    // Only now, so that a file that is replaced is never missing in between.
    if (next.open) this.#byId.set(next.open.archive.id, next.open);
    else if (before) this.#byId.delete(before.archive.id);
    await before?.close().catch(() => undefined);
  }

  async #read(path: string, file: string, isFile: boolean): Promise<Omit<Seen, 'version'>> {
    try {
      // A pipe would be waited for without end.
      if (!isFile) throw new ArchiveError('unreadable', 'it is not a file that can be read');
      return { open: await openArchive(path, file, idOf(file)) };
    } catch (error) {
      const { problem, message } = error as ArchiveError;
      return { problem: { file, name: problem, detail: message } };
    }
  }

  async #forget(file: string): Promise<void> {
    const open = this.#seen.get(file)?.open;
    this.#seen.delete(file);
    if (!open) return;
    this.#byId.delete(open.archive.id);
    await open.close().catch(() => undefined);
  }
}

function isArchiveName(name: string): boolean {
  return /\.pmtiles$/i.test(name) && !name.startsWith('.');
}

/** The default basemap is called so in the view. */
const takenId = 'world';

/** The name of the file, where it may stand in an address as it is; else made so that no two are equal. */
export function idOf(file: string): string {
  const name = file.replace(/\.pmtiles$/i, '');
  if (/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(name) && name !== takenId) return name;
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 6);
  const tidy = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-|-$/g, '');
  return `${tidy || 'archive'}-${hash}`;
}
