import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type DryRun,
  type ImportSettings,
  type MappingProposal,
  maxUploadBytes,
  maxUploads,
} from '#shared/protocol/imports.ts';
import type { MappedKind } from '#shared/schema/imports/column-mapping.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { proposeMapping } from '../importers/mapped/propose-mapping.ts';
import { detectFormat, readHead } from '../importers/open-import.ts';
import { runDry } from './dry-run.ts';
import { DuplicateCounter } from './duplicate-counter.ts';
import type { ImportStore } from './import-store.ts';
import { receiveUpload } from './receive-upload.ts';

export type StoredUpload = {
  uploadId: string;
  actor: string;
  name: string;
  path: string;
  sizeBytes: number;
  sha256: string;
  touchedAt: number;
  settings: ImportSettings;
  dryRun: DryRun;
  detected: string | undefined;
  proposal: MappingProposal | undefined;
  /** Ends the dry run that is under way. */
  stop: AbortController;
};

/** Uploads that nobody committed are kept this long. */
const keepMs = 60 * 60_000;
const sweepEveryMs = 60_000;

export type UploadFolderOptions = {
  dataDir: string;
  now: () => number;
  onFault: (error: Error) => void;
  maxBytes?: number | undefined;
  idleMs?: number | undefined;
};

/**
 * Files on their way in, in a folder of their own under names that we make. Bounded in number and size; what is left
 * lying is removed after an hour, and at the next start.
 */
export class UploadFolder {
  readonly #folder: string;
  readonly #store: Pick<ImportStore, 'log' | 'live'>;
  readonly #options: UploadFolderOptions;
  readonly #uploads = new Map<string, StoredUpload>();
  #receiving = 0;
  #sweep: NodeJS.Timeout | undefined;

  constructor(store: Pick<ImportStore, 'log' | 'live'>, options: UploadFolderOptions) {
    this.#store = store;
    this.#folder = join(options.dataDir, 'uploads');
    this.#options = options;
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder))
      await rm(join(this.#folder, name), { force: true, recursive: true });
    this.#sweep = setInterval(() => void this.#removeStale(), sweepEveryMs);
    this.#sweep.unref();
  }

  async receive(
    body: Readable,
    from: { name: string; actor: string; modifiedAt?: number | undefined },
  ): Promise<Parsed<StoredUpload>> {
    if (this.#uploads.size + this.#receiving >= maxUploads)
      return refuse('overloaded', `${maxUploads} uploads wait to be imported or discarded already`);
    const uploadId = randomUUID();
    const path = join(this.#folder, uploadId);
    this.#receiving += 1;
    try {
      const { maxBytes = maxUploadBytes, idleMs = 30_000, now } = this.#options;
      const { name, actor, modifiedAt } = from;
      const received = await receiveUpload({ body, path, folder: this.#folder, maxBytes, idleMs, modifiedAt });
      if (!received.ok) return received;
      const upload: StoredUpload = {
        ...{ uploadId, actor, name, path, ...received.value, touchedAt: now(), settings: {} },
        ...{ dryRun: { state: 'checking' }, stop: new AbortController() },
        ...{ detected: await detectFormat(path, name), proposal: await proposeFor(path, name) },
      };
      this.#uploads.set(uploadId, upload);
      this.check(upload, {});
      return { ok: true, value: upload };
    } finally {
      this.#receiving -= 1;
    }
  }

  /** Those of somebody else are not told from those that do not exist. */
  find(uploadId: string, actor: string): StoredUpload | undefined {
    const upload = this.#uploads.get(uploadId);
    if (upload?.actor !== actor) return undefined;
    upload.touchedAt = this.#options.now();
    return upload;
  }

  /** Reads the file through under these settings; a reading under others ends. */
  check(upload: StoredUpload, settings: ImportSettings): void {
    upload.stop.abort();
    const stop = new AbortController();
    Object.assign(upload, { stop, settings, dryRun: { state: 'checking' } });
    const { marking = unmarked, source, ...told } = settings;
    runDry({
      ...{ path: upload.path, settings: { ...told, fileName: upload.name }, source, marking },
      ...{ now: this.#options.now, signal: stop.signal, duplicates: new DuplicateCounter(this.#store) },
      onState: (state) => {
        if (!stop.signal.aborted) upload.dryRun = state;
      },
    }).catch((error: Error) => {
      if (!stop.signal.aborted) this.#options.onFault(error);
    });
  }

  /** Hands the file over: from now on the caller removes it. */
  take(upload: StoredUpload): void {
    upload.stop.abort();
    this.#uploads.delete(upload.uploadId);
  }

  async discard(upload: StoredUpload): Promise<void> {
    this.take(upload);
    await rm(upload.path, { force: true });
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const upload of this.#uploads.values()) upload.stop.abort();
  }

  async #removeStale(): Promise<void> {
    const limit = this.#options.now() - keepMs;
    for (const upload of this.#uploads.values())
      if (upload.touchedAt < limit) await this.discard(upload).catch(this.#options.onFault);
  }
}

/** A guess at the columns of a file, of one kind when a person says which; undefined for what is no text. */
export async function proposeFor(path: string, name: string, kind?: MappedKind): Promise<MappingProposal | undefined> {
  const head = await readHead(path);
  return head.ok ? proposeMapping(head.value.bytes, name, kind) : undefined;
}
