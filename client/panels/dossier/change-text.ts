import type { ChangedField } from '#shared/protocol/dossier.ts';
import { formatAge } from '../../format/age-text.ts';
import { isolate } from '../../format/isolate.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import type { MessageId, Translate } from '../../language/use-text.ts';

/** One change in a line: `killed: 2 → 3`. */
export function formatChange(t: Translate, change: ChangedField): string {
  const { before, after, more } = valuesOf(t, change);
  const text = t('dossier.change', {
    field: t(`dossierField.${change.field}`),
    before: isolate(before),
    after: isolate(after),
  });
  return more === undefined ? text : `${text} (${isolate(more)})`;
}

function valuesOf(t: Translate, change: ChangedField): { before: string; after: string; more?: string } {
  switch (change.field) {
    case 'occurredAt':
      return { before: formatTime(change.beforeAt), after: formatTime(change.afterAt) };
    case 'position': {
      const [before, after] = [change.before, change.after].map((place) =>
        place ? formatDecimal(place) : t('value.noPlace'),
      );
      const more = change.movedMetres === undefined ? {} : { more: formatDistance(change.movedMetres) };
      return { before: before!, after: after!, ...more };
    }
    case 'title':
      return { before: change.before, after: change.after };
    case 'type':
      return named(t, 'incidentType', change);
    case 'precision':
      return named(t, 'precision', change);
    case 'verification':
      return named(t, 'verification', change);
    default:
      return { before: String(change.before), after: String(change.after) };
  }
}

function named(t: Translate, words: string, { before, after }: { before: string; after: string }) {
  return { before: t(`${words}.${before}` as MessageId), after: t(`${words}.${after}` as MessageId) };
}

function formatTime(at: string): string {
  return formatUtcDateTime(Date.parse(at));
}

/** `+4 min`: after the event; `−4 min`: somebody knew of it before. */
export function delayText(t: Translate, seconds: number): string {
  return `${seconds < 0 ? '−' : '+'}${formatAge(t, Math.abs(seconds) * 1000)}`;
}
