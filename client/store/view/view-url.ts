import type { LinkProfile } from '#shared/parameters/freshness.ts';
import { type TimeWindow, timeWindows } from '#shared/schema/time-window.ts';
import { type BasemapChoice, firstBasemap, formatBasemap, parseBasemap } from './view-basemap.ts';
import { formatReplay, parseReplay, type ReplayView } from './view-replay.ts';
import { formatTools, noTools, parseTools, type ViewTools } from './view-tools.ts';

/** Everything a person sees, as the query of the URL and back, so that a view can be shared and put on a wall. */
export const themeNames = ['dark', 'daylight', 'night'] as const;
export type ThemeName = (typeof themeNames)[number];
export const languages = ['en', 'fr', 'ar'] as const;
export type Language = (typeof languages)[number];
/** Panels that share their place beside the map: one at a time. */
export const sidePanels = [
  'layers',
  'list',
  'patrols',
  'casevac',
  'gaps',
  'board',
  'whatif',
  'passages',
  'briefing',
  'sources',
] as const;
export type SidePanel = (typeof sidePanels)[number];
/** Pages that lie over everything until they are closed. */
export const pageNames = ['imports', 'keys', 'dossier'] as const;
export const panelNames = [...sidePanels, 'activity', ...pageNames] as const;
/** Panels that look at any picture; the others belong to the present. */
const replayPanels: readonly string[] = ['layers', 'list', 'patrols', 'passages', 'briefing', 'keys', 'dossier'];
/** Panels that ask the record of this server. */
const recordPanels: readonly string[] = ['passages', 'dossier'];

/** Whether a panel has anything to show: now, in a replay, or in a clip, which is all that it knows. */
export function isOffered(name: string, replay: Pick<ReplayView, 'clip'> | undefined): boolean {
  if (!replay) return true;
  return replayPanels.includes(name) && !(replay.clip !== undefined && recordPanels.includes(name));
}
export type PanelName = (typeof panelNames)[number];

/** Minutes of trail behind a moving object; 0 draws none. */
export const trailMinutes = [0, 5, 15, 60] as const;
export type TrailMinutes = (typeof trailMinutes)[number];

export type Camera = { longitude: number; latitude: number; zoom: number };
export type View = ViewTools & {
  /** Absent until a person moved the map: then it shows the mission area. */
  camera: Camera | undefined;
  /** Ids `kind` or `kind.subkind` that a person switched away from how the mission starts. */
  hidden: readonly string[];
  /** What lies under the picture, from the ground up. */
  basemap: readonly BasemapChoice[];
  /** Key of the selected record. */
  selected: string | undefined;
  theme: ThemeName;
  /** Absent: the mission's first language. */
  language: Language | undefined;
  profile: LinkProfile | undefined;
  open: readonly PanelName[];
  /** How far back incidents are shown. */
  since: TimeWindow;
  /** Minutes of trail behind each track. */
  trail: TrailMinutes;
  /** What is supposed otherwise, as JSON text; absent while nothing is. */
  suppose: string | undefined;
  /** Absent: the present. */
  replay: ReplayView | undefined;
};

export const firstView: View = {
  camera: undefined,
  hidden: ['sensor'],
  basemap: firstBasemap,
  selected: undefined,
  theme: 'dark',
  language: undefined,
  profile: undefined,
  open: ['layers', 'activity'],
  since: 'all',
  trail: 15,
  suppose: undefined,
  replay: undefined,
  ...noTools,
};

function oneOf<T extends string>(names: readonly T[], value: string | null): T | undefined {
  return names.find((name) => name === value);
}

export function parseView(query: string, first: View = firstView): View {
  const given = new URLSearchParams(query);
  const list = (name: string) => given.get(name)?.split(',').filter(Boolean);
  return {
    camera: parseCamera(given.get('at')),
    hidden: list('hide') ?? first.hidden,
    basemap: parseBasemap(given.get('base')) ?? first.basemap,
    selected: given.get('select') ?? undefined,
    theme: oneOf(themeNames, given.get('theme')) ?? first.theme,
    language: oneOf(languages, given.get('language')),
    profile: oneOf(['lan', 'vsat'] as const, given.get('profile')),
    open: list('open')?.flatMap((name) => oneOf(panelNames, name) ?? []) ?? first.open,
    since: oneOf(timeWindows, given.get('since')) ?? first.since,
    trail: trailMinutes.find((minutes) => String(minutes) === given.get('trail')) ?? first.trail,
    suppose: given.get('if') ?? undefined,
    replay: parseReplay(given),
    ...parseTools(given),
  };
}

/** The query without its question mark; names that it does not own are kept from `others`. */
export function formatView(view: View, others = '', first: View = firstView): string {
  const query = new URLSearchParams(others);
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  };
  const { camera } = view;
  // A pixel of the closest zooms is less than ten metres.
  const decimals = (camera?.zoom ?? 0) > 12 ? 6 : 4;
  set(
    'at',
    camera && [camera.latitude.toFixed(decimals), camera.longitude.toFixed(decimals), camera.zoom.toFixed(2)].join(','),
  );
  set('hide', sameList(view.hidden, first.hidden) ? undefined : view.hidden.join(','));
  const base = formatBasemap(view.basemap);
  set('base', base === formatBasemap(first.basemap) ? undefined : base);
  set('select', view.selected);
  set('theme', view.theme === first.theme ? undefined : view.theme);
  set('language', view.language);
  set('profile', view.profile);
  set('open', sameList(view.open, first.open) ? undefined : view.open.join(','));
  set('since', view.since === first.since ? undefined : view.since);
  set('trail', view.trail === first.trail ? undefined : String(view.trail));
  set('if', view.suppose);
  for (const [name, value] of Object.entries(formatReplay(view.replay))) set(name, value);
  for (const [name, value] of Object.entries(formatTools(view))) set(name, value);
  return query.toString().replace(/%(2C|2F|3A|3B|40)/g, decodeURIComponent);
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

function parseCamera(text: string | null): Camera | undefined {
  const [latitude, longitude, zoom] = (text ?? '').split(',').map(Number);
  const isPlace =
    Math.abs(latitude ?? Number.NaN) <= 90 && Math.abs(longitude ?? Number.NaN) <= 180 && Number.isFinite(zoom);
  return text && isPlace
    ? { latitude: latitude!, longitude: longitude!, zoom: Math.min(20, Math.max(0, zoom!)) }
    : undefined;
}
