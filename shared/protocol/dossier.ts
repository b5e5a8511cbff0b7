import type { CaseClocks } from '../coverage/cases/case-clocks.ts';
import type { TierName } from '../coverage/patrol-cover.ts';
import type { Position } from '../geo/position.ts';
import type { Marking } from '../schema/marking.ts';
import type { CaseTimeName } from '../schema/medical/casevac-terms.ts';
import type { Problem } from '../schema/problem.ts';
import type { Grading, PlacePrecision, TimePrecision } from '../schema/vocabulary.ts';
import type { IncidentReport, IncidentType } from '../schema/watch/incident.ts';

/** Bounds of `GET /api/v1/incidents/{id}/dossier?km=&minutes=`. */
export const dossierKm = { least: 0.1, most: 200, usual: 10 } as const;
export const dossierMinutes = { least: 1, most: 1_440, usual: 30 } as const;
/** Tracks of one dossier, and things of each other group: the nearest. */
export const mostDossierTracks = 500;
export const mostDossierThings = 200;
/** Positions told of one track; of more, as many spread evenly. */
export const mostWayFixes = 500;

/**
 * Everything on record around one incident, as far as one viewer may see it: what they may not see is not counted
 * either. Times travel as ISO 8601; inside the server they are epoch milliseconds.
 */
export type DossierAnswer<Time = string> = {
  computedAt: Time;
  km: number;
  minutes: number;
  incident: DossierIncident<Time>;
  around: DossierAround<Time>;
  /** Every report of the incident and of its parts, in the order in which they became known. */
  knowledge: KnownReport<Time>[];
  conflicts: DossierConflicts<Time>;
  cases: DossierCase<Time>[];
  cover: DossierCover<Time> | { problem: Problem };
};

/** The incident by everything known now. */
export type DossierIncident<Time = string> = Omit<
  IncidentReport,
  'incidentId' | 'occurredAt' | 'endedAt' | 'partOf'
> & {
  key: string;
  id: string;
  source: string;
  sourceName: string;
  occurredAt: Time;
  endedAt?: Time | undefined;
  knownAt: Time;
  version: number;
  marking: Marking;
  isRetracted: boolean;
  timePrecision: TimePrecision;
  /** Metres around the position within which it was; more than the distance asked for makes distances doubtful. */
  haloMetres: number;
  /** Of what it is a part, and its parts. The title is absent where the viewer may not see it. */
  partOf?: { key: string; title?: string };
  parts: { key: string; title: string }[];
};

/** A group of things, the nearest first; `isCut` when there were more than are told. */
export type NearGroup<Thing> = { things: Thing[]; isCut: boolean };

/** What was there: states as they were at the time of the incident, tracks with every fix within the minutes around it. */
export type DossierAround<Time = string> =
  /** Nobody said where it was: nothing can be near. */
  | { reason: 'no-position' }
  | {
      tracks: NearGroup<NearTrack<Time>>;
      patrols: NearGroup<NearThing<Time> & { by: 'track' | 'route'; tracks: string[] }>;
      assets: NearGroup<NearThing<Time>>;
      /** Also those farther away that reach as far as the place. */
      sensors: NearGroup<NearThing<Time> & { isInRange: boolean; rangeMetres: number }>;
      /** `isInside`: the area holds the place. */
      zones: NearGroup<NearThing<Time> & { isInside: boolean }>;
      facilities: NearGroup<NearThing<Time>>;
      sites: NearGroup<NearThing<Time>>;
      incidents: NearGroup<NearThing<Time> & { occurredAt: Time; isRetracted: boolean }>;
    };

export type NearThing<Time = string> = {
  key: string;
  name: string;
  /** Type of an asset, sensor, zone, site or incident, level of a facility, mode of a patrol. */
  type: string;
  status?: string;
  distanceMetres: number;
  /** When that was said of it. */
  observedAt: Time;
};

/** A track that came as near as asked for, judged by its fixes: where it was between two of them nobody knows. */
export type NearTrack<Time = string> = {
  key: string;
  callSign?: string;
  type: string;
  unit?: string;
  distanceMetres: number;
  nearestAt: Time;
  /** Of the whole span, and those that lie within the distance. */
  fixCount: number;
  fixesInside: number;
  /** Oldest first: longitude, latitude, epoch milliseconds. */
  fixes: [longitude: number, latitude: number, at: number][];
};

export const casualtyOutcomes = ['killed', 'injured', 'missing', 'abducted'] as const;
export type CasualtyOutcome = (typeof casualtyOutcomes)[number];
export type CasualtyCounts = Partial<Record<CasualtyOutcome, number>>;

/** What one report said of an incident. */
export type Account<Time = string> = {
  key: string;
  messageId: string;
  source: string;
  sourceName: string;
  knownAt: Time;
  title: string;
  type: IncidentType;
  /** People by what became of them; empty where nobody counted. */
  casualties: CasualtyCounts;
  position?: Position;
  precision: PlacePrecision;
  grading?: Grading;
  verification: IncidentReport['verification'];
};

export type KnownReport<Time = string> = Account<Time> & {
  /** Of one of the parts, not of the incident itself. */
  isPart: boolean;
  /** Who reported it, where the viewer may know. */
  actor?: string;
  observedAt: Time;
  occurredAt: Time;
  /** From the occurrence, as it is known now, until this was known. */
  delaySeconds: number;
  as: 'first' | 'correction' | 'retraction' | 'further';
  amends?: { messageId: string; reason?: string };
  /** A later report corrects it or takes it back. */
  isOvertaken: boolean;
  /** Against the report that it corrects, else against the one before. */
  changes: ChangedField<Time>[];
};

export type ChangedField<Time = string> =
  | { field: 'title' | 'type' | 'precision' | 'verification'; before: string; after: string }
  | { field: 'occurredAt'; beforeAt: Time; afterAt: Time }
  | { field: 'position'; before?: Position; after?: Position; movedMetres?: number }
  | { field: CasualtyOutcome; before: number; after: number };

export type ConflictSubject = 'type' | 'casualties' | 'place';

/** What stands of the incident, beside every account that does not agree with it. */
export type DossierConflicts<Time = string> = {
  standing: ConflictAccount<Time> | undefined;
  others: (ConflictAccount<Time> & { on: ConflictSubject[] })[];
};
export type ConflictAccount<Time = string> = Account<Time> & {
  /** Taken back since by whoever said it. */
  withdrawn?: { knownAt: Time; reason?: string };
};

/** Somebody who was to be fetched from here, or because of this. `isNamed`: the case names the incident. */
export type DossierCase<Time = string> = {
  key: string;
  callSign?: string;
  place?: string;
  status: string;
  isNamed: boolean;
  distanceMetres?: number;
  casualties?: number;
  times: { [Name in CaseTimeName]?: Time | 'unknown' | undefined };
  clocks: CaseClocks;
  patients: { patientId: string; clocks: CaseClocks }[];
};

/** Medical cover at the place as it was known then. `beyondMinutes` and more: later than is computed. */
export type DossierCover<Time = string> = {
  coverAt: Time;
  isNight: boolean;
  tiers: Record<TierName, { limitMinutes: number; knownMinutes: number; hopefulMinutes: number; state: CoverState }>;
};
export type CoverState = 'met' | 'missed' | 'unknown';

/** The address of a dossier. */
export function dossierPath(incidentId: string, { km, minutes }: { km: number; minutes: number }): string {
  return `/api/v1/incidents/${encodeURIComponent(incidentId)}/dossier?km=${km}&minutes=${minutes}`;
}
