import type {
  ImportEntry,
  ImportList,
  ImportSettingsWire,
  MappingProposal,
  SavedMappings,
  Upload,
  WaitingImport,
} from '#shared/protocol/imports.ts';
import type { ColumnMapping, MappedKind } from '#shared/schema/imports/column-mapping.ts';
import type { RequestProblem } from '../../ui/problem-text.tsx';

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: RequestProblem };

const base = '/api/v1/imports';

async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(`${base}${path}`, init);
    const text = await response.text();
    if (response.ok) return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T };
    return { ok: false, problem: readProblem(text) };
  } catch {
    return { ok: false, problem: { name: 'unreachable' } };
  }
}

function send<T>(method: string, path: string, body: object): Promise<Answer<T>> {
  return ask<T>(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function readProblem(text: string): RequestProblem {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return { name: title ?? 'internal', ...(detail === undefined ? {} : { detail }) };
  } catch {
    return { name: 'internal' };
  }
}

const upload = (uploadId: string) => `/uploads/${uploadId}`;

export const importRequests = {
  list: () => ask<ImportList>(''),
  read: (importId: string) => ask<ImportEntry | WaitingImport>(`/${importId}`),
  readUpload: (uploadId: string) => ask<Upload>(upload(uploadId)),
  check: (uploadId: string, settings: ImportSettingsWire) =>
    send<Upload>('POST', `${upload(uploadId)}/check`, settings),
  propose: (uploadId: string, kind: MappedKind) => ask<MappingProposal>(`${upload(uploadId)}/proposal?kind=${kind}`),
  /** `keepalive`: the page may be closing. */
  discard: (uploadId: string) => ask<void>(upload(uploadId), { method: 'DELETE', keepalive: true }),
  load: (uploadId: string, settings: ImportSettingsWire) =>
    send<{ importId: string }>('POST', '', { uploadId, settings }),
  undo: (importId: string, reason: string) => send<{ importId: string }>('POST', `/${importId}/undo`, { reason }),
  stop: (importId: string) => ask<void>(`/${importId}/stop`, { method: 'POST' }),
  mappings: () => ask<SavedMappings>('/mappings'),
  saveMapping: (mapping: ColumnMapping) => send<void>('PUT', '/mappings', mapping),
};

/** Sends a file and tells how much of it has gone; `fetch` cannot tell that of a body on its way out. */
export function sendFile(
  file: File,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Answer<Upload>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name, modified: String(file.lastModified) });
    request.open('POST', `${base}/uploads?${query}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      resolve(
        request.status === 201
          ? { ok: true, value: JSON.parse(request.responseText) as Upload }
          : { ok: false, problem: readProblem(request.responseText) },
      );
    request.onerror = () => resolve({ ok: false, problem: { name: 'unreachable' } });
    request.onabort = () => resolve({ ok: false, problem: { name: 'upload-cut-off' } });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
