import type { PlacePrecision } from '#shared/schema/vocabulary.ts';
import type { Translate } from '../../language/use-text.ts';
import { findIncidentType } from './check-incident.ts';

/** What stands on the map at the place of an incident that is being written: what, how sure of the place, and not yet a record. */
export function describeShownIncident(t: Translate, typed: string, precision: PlacePrecision): string {
  const known = findIncidentType(typed);
  const type = known ? t(`incidentType.${known}`) : t('entry.incidentUntyped');
  return `${type}\n${t('entry.shownIncident', { precision: t(`precision.${precision}`) })}`;
}

export function describeShownPosition(t: Translate, callSign: string): string {
  return `${callSign.trim() || t('entry.position')}\n${t('entry.shownPosition')}`;
}
