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

const mostStored = 200;
const mostReceived = 2;
/** Those that were asked for last stay in memory although nobody looks at them. */
const mostUnused = 2;
/** Reading one through takes up to some hundred MiB and seconds. */
const mostReading = 2;
const mostWaiting = 6;
const idleMs = 30_000;
const descriptionExtension = '.json';
const missing = refuse('not-found', 'no such clip');
const overloaded = refuse('overloaded', 'many clips are being read; ask again');

/**
 * Clips that were opened here, in a folder of their own under names that we make. What comes in is read through before it
 * is kept, and once more when it is opened: disks err too. One that somebody looks at is in memory once, however many do.
 */
export class ClipStore {
  readonly #folder: string;
  readonly #clips = new Map<string, StoredClip>();
  readonly #damaged = new Map<string, Parsed<never>>();
  readonly #unused = new Map<string, LoadedClip>();
  /** Each as long as somebody holds it: who looks at a clip does, and is not asked when he leaves. */
  readonly #held = new Map<string, WeakRef<LoadedClip>>();
  readonly #loading = new Map<string, Promise<Parsed<LoadedClip>>>();
  readonly #maxBytes: number;
  #reading = 0;
  readonly #waiting: (() => void)[] = [];
  #receiving = 0;

  constructor(dataDir: string, { maxBytes = clipBounds.packedBytes }: { maxBytes?: number } = {}) {
    this.#folder = join(dataDir, 'clips');
    this.#maxBytes = maxBytes;
  }

  /** Finds what is there. A manifest lies beside its clip, so that none has to be unpacked for a list. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const names = new Set(await readdir(this.#folder));
    for (const name of names) {
      if (isLeftOver(name, names)) {
        await rm(join(this.#folder, name), { force: true });
        continue;
      }
      const id = name.slice(0, -descriptionExtension.length);
      if (!name.endsWith(descriptionExtension) || !clipIdPattern.test(id)) continue;
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
    if (this.#receiving >= mostReceived || this.#clips.size >= mostStored)
      return refuse('overloaded', `at most ${mostStored} clips are kept, and ${mostReceived} come in at a time`);
    this.#receiving++;
    const [path, described] = [this.makePath(), this.makePath()];
    try {
      const received = await receiveUpload({ body, path, folder: this.#folder, maxBytes: this.#maxBytes, idleMs });
      if (!received.ok) return received;
      const { sizeBytes, sha256 } = received.value;
      const loaded = await loadClip(await readFile(path));
      if (!loaded.ok) return loaded;
      const id = sha256.slice(0, 32);
      const clip: StoredClip = { id, sizeBytes, manifest: loaded.value.manifest };
      await writeFile(described, JSON.stringify(clip));
      await rename(path, this.#pathOf(id));
      // Last, because with it the clip is kept: what has none is swept away at the next start.
      await rename(described, this.#descriptionOf(id));
      this.#clips.set(id, clip);
      this.#damaged.delete(id);
      this.#keep(id, loaded.value);
      return { ok: true, value: clip };
    } finally {
      this.#receiving--;
      for (const each of [path, described]) await rm(each, { force: true });
    }
  }

  async remove(id: string): Promise<void> {
    this.#clips.delete(id);
    this.#unused.delete(id);
    this.#held.delete(id);
    this.#damaged.delete(id);
    for (const path of [this.#descriptionOf(id), this.#pathOf(id)]) await rm(path, { force: true });
  }

  /**
   * A clip of `find` in memory, where it stays while it is held. What turns out to be damaged is refused by name from then
   * on. Few are read at a time, and few wait; beyond them it is `overloaded`.
   */
  async load(id: string): Promise<Parsed<LoadedClip>> {
    const held = this.#unused.get(id) ?? this.#held.get(id)?.deref();
    if (held) {
      this.#keep(id, held);
      return { ok: true, value: held };
    }
    if (!this.#clips.has(id)) return missing;
    let loading = this.#loading.get(id);
    if (!loading) {
      if (this.#loading.size >= mostReading + mostWaiting) return overloaded;
      loading = this.#read(id).finally(() => this.#loading.delete(id));
      this.#loading.set(id, loading);
    }
    return loading;
  }

  async #read(id: string): Promise<Parsed<LoadedClip>> {
    if (this.#reading >= mostReading) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#reading++;
    try {
      const bytes = await readFile(this.#pathOf(id)).catch(() => undefined);
      const loaded = bytes ? await loadClip(bytes) : missing;
      // Taken away meanwhile.
      if (!this.#clips.has(id)) return missing;
      if (loaded.ok) this.#keep(id, loaded.value);
      else this.#damaged.set(id, loaded);
      return loaded;
    } finally {
      // Whoever waits takes its place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#reading--;
    }
  }

  /** The one that was asked for last goes last. */
  #keep(id: string, loaded: LoadedClip): void {
    this.#held.set(id, new WeakRef(loaded));
    this.#unused.delete(id);
    this.#unused.set(id, loaded);
    if (this.#unused.size > mostUnused) this.#unused.delete(this.#unused.keys().next().value!);
  }

  #descriptionOf(id: string): string {
    return join(this.#folder, `${id}${descriptionExtension}`);
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}${clipExtension}`);
  }
}

/** Of something that was being made, kept or removed when the server ended: a package without its description, or the reverse. */
function isLeftOver(name: string, names: ReadonlySet<string>): boolean {
  if (name.startsWith('making-')) return true;
  const [own, other] = name.endsWith(clipExtension)
    ? [clipExtension, descriptionExtension]
    : [descriptionExtension, clipExtension];
  const id = name.slice(0, -own.length);
  return name.endsWith(own) && clipIdPattern.test(id) && !names.has(`${id}${other}`);
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
