import type { DryRun, JobProgress, Upload } from '#shared/protocol/imports.ts';
import { until } from './test-server.ts';

export type ImportAnswer = {
  importId: string;
  name: string;
  status: string;
  accepted: number;
  duplicate: number;
  refused: number;
  sequences: [number, number][];
  problem?: string;
  undo?: { retracted: number; retired: number; kept: number; reason: string };
  progress?: JobProgress;
  title?: string;
};
export type HttpAnswer<T> = { status: number; body: T & { title?: string; detail?: string } };

/** The import page in few words. */
export class ImportClient {
  readonly #url: () => string;
  readonly #viewer: string;

  constructor(url: () => string, viewer = 'local') {
    this.#url = url;
    this.#viewer = viewer;
  }

  async ask<T>(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<HttpAnswer<T>> {
    const headers = { 'x-viewer': this.#viewer, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${this.#url()}/api/v1${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) } as HttpAnswer<T>;
  }

  send<T>(path: string, body: object): Promise<HttpAnswer<T>> {
    return this.ask<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  upload(name: string, content: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
    return this.ask<Upload>(`/imports/uploads?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', ...headers },
      body: content,
    });
  }

  async check(uploadId: string): Promise<DryRun> {
    let dryRun: DryRun = { state: 'checking' };
    await until(
      'the file was read through',
      async () => {
        dryRun = (await this.ask<Upload>(`/imports/uploads/${uploadId}`)).body.dryRun;
        return dryRun.state !== 'checking';
      },
      60_000,
    );
    return dryRun;
  }

  /** Uploads and commits; resolves when the import has ended. */
  async load(name: string, content: string | Uint8Array<ArrayBuffer>, settings: object = {}): Promise<ImportAnswer> {
    const { body: upload } = await this.upload(name, content);
    const { status, body } = await this.send<{ importId: string }>('/imports', {
      uploadId: upload.uploadId,
      settings,
    });
    if (status !== 202) throw new Error(`commit answered ${status}: ${body.title}: ${body.detail}`);
    return this.finished(body.importId);
  }

  async undo(importId: string, reason = 'wrong file'): Promise<ImportAnswer> {
    const { status, body } = await this.send(`/imports/${importId}/undo`, { reason });
    if (status !== 202) throw new Error(`undo answered ${status}: ${body.title}: ${body.detail}`);
    return this.finished(importId);
  }

  async finished(importId: string, timeoutMs = 120_000): Promise<ImportAnswer> {
    let found: ImportAnswer | undefined;
    await until(
      `import ${importId} ended`,
      async () => {
        found = (await this.ask<ImportAnswer>(`/imports/${importId}`)).body;
        return found.progress === undefined;
      },
      timeoutMs,
    );
    return found!;
  }
}

/** A file with a site for each name and a track of as many points, from a moment on, a minute apart. */
export function makeGpx(options: {
  sites?: string[];
  track?: string;
  points?: number;
  at?: string;
  latitude?: number;
}) {
  const { sites = [], track, points = 0, at = '2026-03-01T12:00:00Z', latitude = 8.5 } = options;
  const start = Date.parse(at);
  const stand = sites.map(
    (name, index) => `<wpt lat="${latitude}" lon="${25 + index / 100}"><time>${at}</time><name>${name}</name></wpt>`,
  );
  const fixes = Array.from({ length: points }, (_, index) => {
    const time = new Date(start + index * 60_000).toISOString();
    return `<trkpt lat="${latitude}" lon="${(20 + index / 10_000).toFixed(4)}"><time>${time}</time></trkpt>`;
  });
  const trk = track ? `<trk><name>${track}</name><trkseg>\n${fixes.join('\n')}\n</trkseg></trk>` : '';
  return `<?xml version="1.0"?>\n<gpx version="1.1">\n${stand.join('\n')}\n${trk}\n</gpx>\n`;
}
