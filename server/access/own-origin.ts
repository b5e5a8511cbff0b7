import type { IncomingMessage } from 'node:http';

/** Names under which this machine reaches itself; a page of another name cannot rebind to us (until access control). */
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * True for our own pages and for programs without an origin. CORS protects neither WebSockets nor simple posts, so
 * this is checked before an upgrade and before a body is read.
 */
export function isOwnOrigin({ headers: { origin, host = '' } }: IncomingMessage): boolean {
  if (!ownNames.test(host)) return false;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
