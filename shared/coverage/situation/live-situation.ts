import { noValue } from '../../picture/fix-batch.ts';
import type { Picture } from '../../picture/picture.ts';
import type { PictureRecord } from '../../picture/record.ts';
import { tracksOfPatrol } from '../../picture/voice-track.ts';
import { facilityLevels } from '../../schema/medical/facility.ts';
import { casesOfAssets, withTasks } from './assets-on-cases.ts';
import type { Fix, PatrolPlace, Situation } from './situation.ts';

/** Kinds of record that cover is computed from. */
export const inputKinds = ['asset', 'facility', 'site', 'road', 'zone', 'conditions', 'parameters', 'casevac'] as const;
export type InputKind = (typeof inputKinds)[number];

const defaultAccuracyMetres = 0;

/** Facilities of registers give no tier, and few sites are places to land; there may be thousands of either. */
export function isInput(record: PictureRecord): boolean {
  if (record.kind === 'facility') return record.body.level !== 'civilian';
  if (record.kind === 'site') return record.body.type === 'landing-site' || record.body.type === 'airfield';
  // Of cases those that keep assets busy.
  if (record.kind === 'casevac') return casesOfAssets([record]).size > 0;
  return (inputKinds as readonly string[]).includes(record.kind);
}

/** Threat counts only while the conditions ask for an escort; until then cover tells nothing of it. */
export function inputsInUse(records: readonly PictureRecord[]): PictureRecord[] {
  const hasEscorts = records.some((each) => each.kind === 'conditions' && each.body.escortFrom !== 'none');
  return records.filter(({ kind }) => hasEscorts || kind !== 'zone');
}

/**
 * Far more than any mission had (UNMISS: 53 facilities of Level 1 to 3, 8 helicopters), and what a thread computes within
 * seconds. Beyond them those count that give the most; what is left out can make cover only look worse than it is.
 */
const mostOf = { asset: 150, facility: 150, site: 100 } as const;

/** How many of the inputs a situation leaves out. */
export function countLeftOut(records: Iterable<PictureRecord>): number {
  const counts = { asset: 0, facility: 0, site: 0 };
  for (const { kind } of records) if (kind in counts) counts[kind as keyof typeof counts]++;
  const kinds = Object.keys(mostOf) as (keyof typeof mostOf)[];
  return kinds.reduce((sum, kind) => sum + Math.max(0, counts[kind] - mostOf[kind]), 0);
}

function ofMost<T extends { key: string }>(records: T[], most: number, rank: (record: T) => number): T[] {
  if (records.length <= most) return records;
  return records.toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1)).slice(0, most);
}

/** Whether who asks may see a record. */
export type MayKnow = (record: PictureRecord) => boolean;

/** What `records` say at a time, with the places of the tracks they name as far as those may be known. */
export function readSituationOf(
  picture: Pick<Picture, 'tracks' | 'records'>,
  records: readonly PictureRecord[],
  { now, mayKnow = () => true }: { now: number; mayKnow?: MayKnow },
): Situation {
  const tasked = withTasks(records);
  const of = <K extends InputKind>(kind: K) => tasked.filter((record) => record.kind === kind) as PictureRecord<K>[];
  const assets = ofMost(of('asset'), mostOf.asset, ({ body }) => (body.status === 'ready' ? 0 : 1));
  const fixes = new Map<string, Fix>();
  for (const { body } of assets) addFix(picture, body.track, fixes, mayKnow);
  return {
    now,
    assets,
    facilities: ofMost(of('facility'), mostOf.facility, ({ body }) => -facilityLevels.indexOf(body.level)),
    sites: ofMost(of('site'), mostOf.site, () => 0),
    roads: of('road'),
    zones: of('zone'),
    conditions: of('conditions')[0],
    parameters: of('parameters')[0],
    fixes,
  };
}

/** Patrols that are under way, with the newest fix of the tracks that carry them, or of what they said by voice. */
export function readPatrols(picture: Picture, mayKnow: MayKnow = () => true): PatrolPlace[] {
  const patrols: PatrolPlace[] = [];
  for (const record of picture.records.values()) {
    if (record.kind !== 'patrol' || record.body.status !== 'under-way' || !mayKnow(record)) continue;
    const fixes = new Map<string, Fix>();
    for (const track of tracksOfPatrol(record)) addFix(picture, track, fixes, mayKnow);
    const newest = [...fixes.values()].reduce<Fix | undefined>(
      (a, b) => (a && a.observedAt >= b.observedAt ? a : b),
      undefined,
    );
    patrols.push({ patrolId: record.id, fix: newest });
  }
  return patrols;
}

function addFix(
  { tracks, records }: Pick<Picture, 'tracks' | 'records'>,
  name: string | undefined,
  fixes: Map<string, Fix>,
  mayKnow: MayKnow,
): void {
  const slot = name === undefined ? undefined : tracks.find(name);
  const record = records.get(`track/${name}`);
  if (slot === undefined || !record || !mayKnow(record)) return;
  const accuracy = tracks.accuracy[slot]!;
  fixes.set(name!, {
    position: [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6],
    observedAt: tracks.observedAt[slot]!,
    intervalMs: tracks.intervalMs[slot]!,
    accuracyMetres: accuracy === noValue ? defaultAccuracyMetres : accuracy,
  });
}
