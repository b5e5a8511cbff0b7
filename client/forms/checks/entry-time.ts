/** A time as typed, against the server's clock. `''` is now. */
export type EntryTime = { ok: true; at: number; isTyped: boolean } | { ok: false; problem: 'unreadable' | 'future' };

const dayMs = 86_400_000;
/** A typed minute may have begun on a clock that is a little ahead. */
const toleranceMs = 60_000;
const pattern = /^(?:(\d{4})-(\d{2})-(\d{2})[T ]+)?(\d{1,2})[:.H]?(\d{2})\s*Z?$/;

/**
 * `14:02`, `1402`, `14h02`, `14:02Z`, or with a day before it (`2026-11-12 14:02`); always UTC. Without a day it is the
 * nearest such time, so that 23:50 said shortly after midnight is yesterday's, and half an hour ahead is the future.
 */
export function parseEntryTime(text: string, now: number): EntryTime {
  const typed = text
    .trim()
    .toUpperCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0x0f));
  if (typed === '') return { ok: true, at: now, isTyped: false };
  const match = pattern.exec(typed);
  if (!match) return { ok: false, problem: 'unreadable' };
  const [year, month, day, hours, minutes] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (hours! > 23 || minutes! > 59) return { ok: false, problem: 'unreadable' };
  const sinceMidnight = (hours! * 60 + minutes!) * 60_000;
  let at: number;
  if (year === undefined) {
    const today = Math.floor(now / dayMs) * dayMs + sinceMidnight;
    at = today + Math.round((now - today) / dayMs) * dayMs;
  } else {
    const midnight = Date.UTC(year, month! - 1, day);
    const date = new Date(midnight);
    if (date.getUTCMonth() !== month! - 1 || date.getUTCDate() !== day) return { ok: false, problem: 'unreadable' };
    at = midnight + sinceMidnight;
  }
  if (at > now + toleranceMs) return { ok: false, problem: 'future' };
  return { ok: true, at: Math.min(at, now), isTyped: true };
}
