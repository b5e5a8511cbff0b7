import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  clipBounds,
  clipExtension,
  clipIdPattern,
  clipManifestSchema,
  type StoredClip,
} from '#shared/protocol/clips.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { canSee, type Viewer } from '../../access/viewer.ts';
import { receiveUpload } from '../../imports/receive-upload.ts';
import { type LoadedClip, loadClip } from './load-clip.ts';

const mostClips = 200;
const mostAtOnce = 2;
/** Clips that nobody looks at are kept in memory up to so many. */
const mostLoaded = 2;
const idleMs = 30_000;
const missing = refuse('not-found', 'no such clip');

/**
 * Clips that were opened here, in a folder of their own under names that we make. What comes in is read through before it
 * is kept, and once more when it is opened: disks err too.
 */
export class ClipStore {
  readonly #folder: string;
  readonly #clips = new Map<string, StoredClip>();
  readonly #damaged = new Map<string, Parsed<never>>();
  readonly #loaded = new Map<string, Promise<Parsed<LoadedClip>>>();
  readonly #maxBytes: number;
  #receiving = 0;

  constructor(dataDir: string, { maxBytes = clipBounds.packedBytes }: { maxBytes?: number } = {}) {
    this.#folder = join(dataDir, 'clips');
    this.#maxBytes = maxBytes;
  }

  /** Finds what is there. A manifest lies beside its clip, so that none has to be unpacked for a list. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      if (name.startsWith('making-')) await rm(join(this.#folder, name), { force: true });
      const id = name.replace(/\.json$/, '');
      if (!name.endsWith('.json') || !clipIdPattern.test(id)) continue;
      const clip = await readDescription(join(this.#folder, name));
      if (clip) this.#clips.set(id, { ...clip, id });
    }
  }

  /** Where a clip is put while it is made or comes in. */
  makePath(): string {
    return join(this.#folder, `making-${randomUUID()}`);
  }

  list(viewer: Viewer): StoredClip[] {
    const seen = [...this.#clips.values()].filter(({ manifest }) => canSee(viewer, manifest));
    return seen.sort((one, other) => other.manifest.madeAt.localeCompare(one.manifest.madeAt));
  }

  /** One that the viewer may not see is not told from one that is not there. */
  find(id: string, viewer: Viewer): Parsed<StoredClip> {
    const clip = this.#clips.get(id);
    if (!clip || !canSee(viewer, clip.manifest)) return missing;
    return this.#damaged.get(id) ?? { ok: true, value: clip };
  }

  async receive(body: Readable): Promise<Parsed<StoredClip>> {
    if (this.#receiving >= mostAtOnce || this.#clips.size >= mostClips)
      return refuse('overloaded', `at most ${mostClips} clips are kept, and ${mostAtOnce} come in at a time`);
    this.#receiving++;
    const path = this.makePath();
    try {
      const received = await receiveUpload({ body, path, folder: this.#folder, maxBytes: this.#maxBytes, idleMs });
      if (!received.ok) return received;
      const { sizeBytes, sha256 } = received.value;
      const loaded = await loadClip(await readFile(path));
      if (!loaded.ok) return loaded;
      const id = sha256.slice(0, 32);
      const clip: StoredClip = { id, sizeBytes, manifest: loaded.value.manifest };
      await rename(path, this.#pathOf(id));
      await writeFile(join(this.#folder, `${id}.json`), JSON.stringify(clip));
      this.#clips.set(id, clip);
      this.#damaged.delete(id);
      this.#keep(id, Promise.resolve(loaded));
      return { ok: true, value: clip };
    } finally {
      this.#receiving--;
      await rm(path, { force: true });
    }
  }

  async remove(id: string): Promise<void> {
    this.#clips.delete(id);
    this.#loaded.delete(id);
    this.#damaged.delete(id);
    for (const path of [this.#pathOf(id), join(this.#folder, `${id}.json`)]) await rm(path, { force: true });
  }

  /** A clip of `find` in memory. What turns out to be damaged is refused by name from then on. */
  async load(id: string): Promise<Parsed<LoadedClip>> {
    const held = this.#loaded.get(id) ?? this.#read(id);
    this.#keep(id, held);
    const loaded = await held;
    if (!loaded.ok) {
      this.#loaded.delete(id);
      if (this.#clips.has(id)) this.#damaged.set(id, loaded);
    }
    return loaded;
  }

  async #read(id: string): Promise<Parsed<LoadedClip>> {
    const bytes = await readFile(this.#pathOf(id)).catch(() => undefined);
    return bytes ? loadClip(bytes) : missing;
  }

  /** The one that was asked for last goes last. */
  #keep(id: string, loaded: Promise<Parsed<LoadedClip>>): void {
    this.#loaded.delete(id);
    this.#loaded.set(id, loaded);
    for (const oldest of this.#loaded.keys()) {
      if (this.#loaded.size <= mostLoaded) break;
      this.#loaded.delete(oldest);
    }
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}${clipExtension}`);
  }
}

async function readDescription(path: string): Promise<Omit<StoredClip, 'id'> | undefined> {
  try {
    const { sizeBytes, manifest } = JSON.parse(await readFile(path, 'utf8')) as StoredClip;
    const parsed = clipManifestSchema.safeParse(manifest);
    return parsed.success ? { sizeBytes, manifest: parsed.data } : undefined;
  } catch {
    return undefined;
  }
}
