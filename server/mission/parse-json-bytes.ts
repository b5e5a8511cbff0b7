import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { findJsonFault } from './find-json-fault.ts';

/** The bytes of a file as JSON; a refusal says what is wrong with them, and at which line and column. */
export function parseJsonBytes(bytes: Uint8Array): Parsed<unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('unreadable-file', 'is not UTF-8 text');
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const fault = findJsonFault(text);
    const place = fault ? ` at line ${fault.line}, column ${fault.column}: expected ${fault.expected}` : '';
    return refuse('malformed-json', `is not JSON${place}`);
  }
}
