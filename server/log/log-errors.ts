import { NotRecording } from './event-log.ts';

/** The folder holds an exercise where a real log was asked for, or the reverse. One never becomes the other. */
export class WrongDataFolder extends Error {
  override readonly name = 'WrongDataFolder';
  readonly isRetryable = false;
}

/** Another process writes this log now. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse';
  readonly isRetryable = true;
}

/** The folder lies on a file system whose locks and syncs cannot be trusted. */
export class NetworkFileSystem extends Error {
  override readonly name = 'NetworkFileSystem';
  readonly isRetryable = false;
}

/** The log was written by a newer version of the product, or is not a log at all. */
export class UnknownLogVersion extends Error {
  override readonly name = 'UnknownLogVersion';
  readonly isRetryable = false;
}

/** A read or write of the log failed. `isFatal`: the disk or the file cannot be trusted; stop, check and restore. */
export class LogFault extends Error {
  override readonly name = 'LogFault';
  readonly isFatal: boolean;
  constructor(message: string, isFatal: boolean) {
    super(message);
    this.isFatal = isFatal;
  }
  get isRetryable(): boolean {
    return !this.isFatal;
  }
}

/** An error as it crosses threads, where classes are lost. */
export type PortableError = { name: string; message: string; isFatal: boolean };

/** Result codes after which a retry may succeed: disk full, busy, locked, out of memory, interrupted, bad values. */
const passingCodes = new Set([13, 5, 6, 7, 9, 19, 20]);

/** Fatal is whatever is not known to pass: I/O error, corruption, file missing or read-only. */
export function makeLogFault(error: unknown): LogFault {
  if (error instanceof LogFault) return error;
  const { errcode, message } = error as { errcode?: number; message?: string };
  if (errcode === undefined) return new LogFault(message ?? String(error), false);
  const primary = errcode & 0xff;
  return new LogFault(`${message} (SQLite ${errcode})`, !passingCodes.has(primary));
}

export function packError(error: unknown): PortableError {
  const isFromDatabase = (error as { errcode?: number }).errcode !== undefined;
  const { name, message, isFatal } = (isFromDatabase ? makeLogFault(error) : error) as PortableError;
  return { name: name ?? 'Error', message: message ?? String(error), isFatal: isFatal ?? false };
}

export function unpackError({ name, message, isFatal }: PortableError): Error {
  if (name === 'WrongDataFolder') return new WrongDataFolder(message);
  if (name === 'LogInUse') return new LogInUse(message);
  if (name === 'NetworkFileSystem') return new NetworkFileSystem(message);
  if (name === 'UnknownLogVersion') return new UnknownLogVersion(message);
  if (name === 'NotRecording') return new NotRecording(message);
  if (name === 'LogFault') return new LogFault(message, isFatal);
  return new Error(`${name}: ${message}`);
}
