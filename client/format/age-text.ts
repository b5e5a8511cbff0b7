import type { Translate } from '../language/use-text.ts';

/** The same for the map, whose letters are drawn one by one: unit symbols that every language reads. */
export function formatAgeSymbols(ageMs: number): string {
  const minutes = Math.floor(Math.max(0, ageMs) / 60_000);
  if (minutes < 1) return `${Math.floor(Math.max(0, ageMs) / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

/** How long ago: `12 s`, `6 min`, `2 h 05 min`, `3 d 4 h`. A negative age (a clock ahead) is none. */
export function formatAge(t: Translate, ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 60) return t('age.seconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('age.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('age.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  return t('age.days', { days: Math.floor(hours / 24), hours: hours % 24 });
}

/** How long something takes, in whole minutes, rounded up: what is late never reads as in time. */
export function formatDuration(t: Translate, ms: number): string {
  return formatAge(t, Math.ceil(ms / 60_000) * 60_000);
}
