import type { OpenSink } from './open-sink.ts';

/** Importing without a running server needs the log of that folder to be opened here. */
export class LocalLogUnavailableError extends Error {
  override readonly name = 'LocalLogUnavailableError';
}

/** Opens the log of a data folder that no server has open. */
export function openLocalLog(dataDir: string): Promise<OpenSink> {
  return Promise.reject(
    new LocalLogUnavailableError(`no server runs on ${dataDir}: start it with "npm start", then import again`),
  );
}
