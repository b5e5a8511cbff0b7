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
import { type Answer, ask, send, sendFile } from '../../connection/requests.ts';

const base = '/api/v1/imports';

const upload = (uploadId: string) => `${base}/uploads/${uploadId}`;

export const importRequests = {
  list: () => ask<ImportList>(base),
  read: (importId: string) => ask<ImportEntry | WaitingImport>(`${base}/${importId}`),
  readUpload: (uploadId: string) => ask<Upload>(upload(uploadId)),
  check: (uploadId: string, settings: ImportSettingsWire) =>
    send<Upload>('POST', `${upload(uploadId)}/check`, settings),
  propose: (uploadId: string, kind: MappedKind) => ask<MappingProposal>(`${upload(uploadId)}/proposal?kind=${kind}`),
  /** `keepalive`: the page may be closing. */
  discard: (uploadId: string) => ask<void>(upload(uploadId), { method: 'DELETE', keepalive: true }),
  load: (uploadId: string, settings: ImportSettingsWire) =>
    send<{ importId: string }>('POST', base, { uploadId, settings }),
  undo: (importId: string, reason: string) =>
    send<{ importId: string }>('POST', `${base}/${importId}/undo`, { reason }),
  stop: (importId: string) => ask<void>(`${base}/${importId}/stop`, { method: 'POST' }),
  mappings: () => ask<SavedMappings>(`${base}/mappings`),
  saveMapping: (mapping: ColumnMapping) => send<void>('PUT', `${base}/mappings`, mapping),
};

/** Sends a file; `onProgress` is told how many bytes have gone. */
export function sendUpload(
  file: File,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Answer<Upload>> {
  const query = new URLSearchParams({ name: file.name, modified: String(file.lastModified) });
  return sendFile<Upload>(`${base}/uploads?${query}`, file, { onProgress, signal });
}
