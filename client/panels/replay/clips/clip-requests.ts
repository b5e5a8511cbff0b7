import type { ClipsAnswer, ClipTruth, StoredClip } from '#shared/protocol/clips.ts';
import { type Answer, ask, readProblem, sendFile, unreachable } from '../../../connection/requests.ts';
import { parseFileName, type Span } from './clip-span.ts';

export type MadeFile = { name: string; blob: Blob };

const base = '/api/v1/clips';

/** The package of a span. `onProgress` is told of per cent once bytes arrive: until then the server reads its record. */
export async function makeClip(
  { from, to }: Span,
  truth: ClipTruth,
  { onProgress, signal }: { onProgress: (percent: number) => void; signal: AbortSignal },
): Promise<Answer<MadeFile>> {
  try {
    const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), truth });
    const answer = await fetch(`${base}/new?${query}`, { signal });
    if (!answer.ok || !answer.body) return { ok: false, problem: readProblem(await answer.text()) };
    const total = Number(answer.headers.get('Content-Length'));
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { value, done } = await reader.read();
      if (done) break;
      pieces.push(value);
      received += value.length;
      onProgress(Math.floor((100 * received) / Math.max(total, received)));
    }
    const name = parseFileName(answer.headers.get('Content-Disposition')) ?? 'clip.vedette-clip';
    return { ok: true, value: { name, blob: new Blob(pieces, { type: 'application/zip' }) } };
  } catch {
    return unreachable;
  }
}

/** `onProgress` is told of per cent. */
export function sendClip(
  file: File,
  { onProgress, signal }: { onProgress: (percent: number) => void; signal: AbortSignal },
): Promise<Answer<StoredClip>> {
  return sendFile<StoredClip>(base, file, {
    onProgress: (sent, total) => onProgress(Math.floor((100 * sent) / Math.max(1, total))),
    signal,
  });
}

export async function listClips(signal: AbortSignal): Promise<StoredClip[] | undefined> {
  const answer = await ask<ClipsAnswer>(base, { signal });
  return answer.ok ? answer.value.clips : undefined;
}

export function removeClip(id: string): Promise<Answer<void>> {
  return ask<void>(`${base}/${id}`, { method: 'DELETE' });
}
