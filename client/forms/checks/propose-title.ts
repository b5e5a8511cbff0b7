import type { Mission } from '#shared/schema/mission.ts';
import { formatDistance } from '../../format/motion-text.ts';
import type { Translate } from '../../language/use-text.ts';
import type { LiveStore } from '../../store/live/live-store.ts';
import { findIncidentType } from './check-incident.ts';
import type { NamedPlace, NearestPlace } from './nearest-place.ts';

/** Nearer than this it happened there. */
const atMetres = 1_500;

/** `Attack, ambush, 12.4 km NE of Gao`; empty while nothing is known. */
export function proposeTitle(t: Translate, typed: string, nearest: NearestPlace | undefined): string {
  const known = findIncidentType(typed);
  if (!known) return '';
  const type = t(`incidentType.${known}`);
  if (!nearest) return type;
  const { name: place, metres, point } = nearest;
  if (metres < atMetres) return t('entry.titleAt', { type, place });
  return t('entry.titleNear', { type, place, distance: formatDistance(metres), point: t(`compass.${point}`) });
}

/** Towns are known from afar, a camp only around it. */
const siteReachMetres = 3_000;

/** The mission's own gazetteer and its sites: what everybody in it knows. */
export function listNamedPlaces(mission: Mission, store: LiveStore): NamedPlace[] {
  const sites = [...mission.sites, ...store.recordsOf('site').map(({ body }) => body)];
  const near = sites.map(({ name, position }) => ({ name, position, reachMetres: siteReachMetres }));
  return [...mission.gazetteer, ...near];
}
