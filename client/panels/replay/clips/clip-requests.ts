import type { ClipsAnswer, ClipTruth, StoredClip } from '#shared/protocol/clips.ts';
import type { RequestProblem } from '../../../ui/problem-text.tsx';
import { parseFileName, type Span } from './clip-span.ts';

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: RequestProblem };
export type MadeFile = { name: string; blob: Blob };

const base = '/api/v1/clips';
const unreachable = { ok: false, problem: { name: 'unreachable' } } as const;

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

/** `onProgress` is told how much has gone; `fetch` cannot tell that of a body on its way out. */
export function sendClip(
  file: File,
  { onProgress, signal }: { onProgress: (percent: number) => void; signal: AbortSignal },
): Promise<Answer<StoredClip>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', base);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((100 * loaded) / Math.max(1, total)));
    request.onload = () =>
      resolve(
        request.status === 201
          ? { ok: true, value: JSON.parse(request.responseText) as StoredClip }
          : { ok: false, problem: readProblem(request.responseText) },
      );
    request.onerror = () => resolve(unreachable);
    request.onabort = () => resolve({ ok: false, problem: { name: 'upload-cut-off' } });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export async function listClips(signal: AbortSignal): Promise<StoredClip[] | undefined> {
  const answer = await fetch(base, { signal, headers: { Accept: 'application/json' } }).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as ClipsAnswer).clips : undefined;
}

export async function removeClip(id: string): Promise<boolean> {
  const answer = await fetch(`${base}/${id}`, { method: 'DELETE' }).catch(() => undefined);
  return answer?.ok ?? false;
}

function readProblem(text: string): RequestProblem {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return { name: title ?? 'internal', ...(detail === undefined ? {} : { detail }) };
  } catch {
    return { name: 'internal' };
  }
}
