import { type Logger, pino } from 'pino';

/** Structured lines on standard error; standard output belongs to what the administrator reads. */
export function makeLogger(level: string): Logger {
  return pino({ level }, pino.destination(2));
}
