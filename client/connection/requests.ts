import type { RequestProblem } from '#shared/schema/problem.ts';

/** What a request over HTTP came to. It never rejects: what goes wrong on the way is a problem with a name. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: RequestProblem };

export const unreachable = { ok: false, problem: { name: 'unreachable' } } as const;

/** Asks the server for JSON; nothing at all is undefined. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...init.headers } });
    const text = await response.text();
    if (response.ok) return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T };
    return { ok: false, problem: readProblem(text) };
  } catch {
    return unreachable;
  }
}

/** Asks with JSON as the body. */
export function send<T>(method: string, path: string, body: object | string, signal?: AbortSignal): Promise<Answer<T>> {
  return ask<T>(path, {
    ...{ method, headers: { 'Content-Type': 'application/json' } },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** Sends a file and tells how much of it has gone; `fetch` cannot tell that of a body on its way out. */
export function sendFile<T>(
  path: string,
  file: File,
  { onProgress, signal }: { onProgress: (sentBytes: number, totalBytes: number) => void; signal: AbortSignal },
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () =>
      resolve(
        request.status === 201
          ? { ok: true, value: JSON.parse(request.responseText) as T }
          : { ok: false, problem: readProblem(request.responseText) },
      );
    request.onerror = () => resolve(unreachable);
    request.onabort = () => resolve({ ok: false, problem: { name: 'upload-cut-off' } });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** The problem that the server names; what is no answer of ours, as that of a proxy, is internal. */
export function readProblem(text: string): RequestProblem {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return { name: title ?? 'internal', ...(detail === undefined ? {} : { detail }) };
  } catch {
    return { name: 'internal' };
  }
}
