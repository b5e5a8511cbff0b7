import type { incidentTypes } from '#shared/schema/watch/incident.ts';
import type { SiteReport } from '#shared/schema/watch/site.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';

/** Symbols by function, as filled SVG paths in a box of 24 × 24; the map and the panels draw the same ones. */
const plane =
  'M12 2l1.4 2.2V9.6l8.1 5v2.2l-8.1-2.4v4.4l2.4 1.9v1.5L12 21.2l-3.8 1v-1.5l2.4-1.9v-4.4l-8.1 2.4v-2.2l8.1-5V4.2z';
const helicopter =
  'M5.2 3.6L10 8.4a4 4 0 0 1 4 0l4.8-4.8 1.6 1.6L15.6 10a4 4 0 0 1 0 4l4.8 4.8-1.6 1.6L14 15.6a4 4 0 0 1-4 0l-4.8 4.8-1.6-1.6L8.4 14a4 4 0 0 1 0-4L3.6 5.2z';
const escortHelicopter = `${helicopter}M12 15.5l6 2.4v1.6c0 2-2.6 3.6-6 4.5-3.4-.9-6-2.5-6-4.5v-1.6z`;
const cross = 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z';
const dot = 'M12 7a5 5 0 1 0 .01 0z';

export const trackPaths: Record<TrackType, string> = {
  vehicle: 'M2.5 6.5h11v8h-11zM14.5 9h3.9l3.1 3.2v2.3h-7zM6.5 15.2a2.6 2.6 0 1 0 .01 0zM17.3 15.2a2.6 2.6 0 1 0 .01 0z',
  foot: 'M12 2.2a2.9 2.9 0 1 0 .01 0zM8.2 8.8h7.6l1.2 6h-2.2l-.7 7h-4.2l-.7-7H7z',
  helicopter,
  'fixed-wing': plane,
  uas: 'M12 4.5l10 9.5v4L12 12.4 2 18v-4z',
  radar: 'M12 3l9 9-9 9-9-9zM12 8.2L8.2 12l3.8 3.8 3.8-3.8z',
  vessel: 'M2.5 13h19l-3.6 6.5H6.1zM10.8 3.5h2.4v8h-2.4zM14 5l5 6.5h-5z',
  ambulance: cross,
  voice: 'M3 9h4.2L13 4v16l-5.8-5H3zM15.5 7.5a6 6 0 0 1 0 9l1.5 1.6a8.2 8.2 0 0 0 0-12.2z',
  unknown: dot,
};

export type IncidentFamily = (typeof incidentTypes)[number] extends `${infer Family}.${string}` ? Family : never;

export const incidentPaths: Record<IncidentFamily, string> = {
  ATK: 'M12 1l2.6 6.1 6.2-2.5-2.5 6.2L24 12l-5.7 2.4 2.5 6.2-6.2-2.5L12 23l-2.6-4.9-6.2 2.5 2.5-6.2L0 12l5.7-1.2-2.5-6.2 6.2 2.5z',
  CON: 'M4.5 2L12 9.5 19.5 2 22 4.5 14.5 12l7.5 7.5-2.5 2.5-7.5-7.5L4.5 22 2 19.5 9.5 12 2 4.5z',
  CRM: 'M12 2l8.7 5v10L12 22l-8.7-5V7zM7 10.7v2.6h10v-2.6z',
  UNR: 'M3 21L12 3l9 18zM10.8 10v5h2.4v-5zM10.8 16.5v2.3h2.4v-2.3z',
  EWS: 'M1.5 12C6 4.5 18 4.5 22.5 12 18 19.5 6 19.5 1.5 12zM12 8.5a3.5 3.5 0 1 0 .01 0z',
  NEG: 'M12 3l9 9-9 9-9-9zM12 7.5L7.5 12l4.5 4.5 4.5-4.5z',
  ACC: 'M12 2.5a9.5 9.5 0 1 0 .01 0zM10.7 6.5h2.6v7h-2.6zM10.7 15h2.6v2.6h-2.6z',
};

export const sitePaths: Record<SiteReport['type'], string> = {
  headquarters: 'M5 2.5h2.2V22H5zM8 3.5h12l-3.2 4.2L20 12H8z',
  camp: 'M12 4l10 16h-6.5L12 13.5 8.5 20H2z',
  'operating-base': 'M3 3h18v18H3zM8 8v8h8V8z',
  'observation-post': 'M12 3l10 18H2zM12 10l-4.2 8h8.4z',
  checkpoint: 'M2.5 8h19v4.5h-19zM5 13.5h2.5V21H5zM16.5 13.5H19V21h-2.5z',
  airfield: plane,
  'landing-site': 'M5.5 4h3.2v6.4h6.6V4h3.2v16h-3.2v-6.4H8.7V20H5.5z',
  village: 'M12 3l10 9h-3v9h-5v-6h-4v6H5v-9H2z',
  other: dot,
};

export const assetPaths = {
  helicopter,
  'escort-helicopter': escortHelicopter,
  ambulance: trackPaths.vehicle,
  'fixed-wing': plane,
  'medical-team': trackPaths.foot,
} as const;

export const facilityPath = cross;
/** A cross on a shield that points down: somebody is to be fetched there. */
export const casevacPath = 'M3 2h18v11l-9 9.500-9-9.500zM10 5v4H6v4h4v4h4v-4h4V9h-4V5z';
export const sensorPath =
  'M12 13.5L18.5 22h-13zM4 7.5a11 11 0 0 1 16 0l-1.9 1.8a8.4 8.4 0 0 0-12.2 0zM7.7 11a6 6 0 0 1 8.6 0l-1.9 1.9a3.4 3.4 0 0 0-4.8 0z';
export const zonePath = 'M12 2l10 7-4 12H6L2 9z';
export const patrolPath = 'M5 16a3 3 0 1 0 .01 0zM19 2a3 3 0 1 0 .01 0zM6.5 14.5l9-9 2 2-9 9z';
export const sourcePath = 'M4 4h16v6H4zM4 13h16v6H4zM6.5 6h2.5v2H6.5zM6.5 15h2.5v2H6.5z';
