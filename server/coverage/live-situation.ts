import type { Fix, Situation } from '#shared/coverage/situation.ts';
import { noValue } from '#shared/picture/fix-batch.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { PatrolPlace } from './coverage-messages.ts';

/** Kinds of record that cover is computed from. */
export const inputKinds = ['asset', 'facility', 'site', 'road', 'conditions', 'parameters'] as const;
export type InputKind = (typeof inputKinds)[number];

const defaultAccuracyMetres = 0;

/** Facilities of registers give no tier, and there may be thousands. */
export function isInput(record: PictureRecord): boolean {
  if (record.kind === 'facility') return record.body.level !== 'civilian';
  return (inputKinds as readonly string[]).includes(record.kind);
}

/** Whether the place of a track, named as `source/trackId`, may be used. */
type MayUse = (track: string) => boolean;

/** What `records` say now, with the places of the tracks they name. */
export function readLiveSituation(
  picture: Picture,
  records: readonly PictureRecord[],
  now: number,
  mayUse: MayUse = () => true,
): Situation {
  const of = <K extends InputKind>(kind: K) => records.filter((record) => record.kind === kind) as PictureRecord<K>[];
  const assets = of('asset');
  const fixes = new Map<string, Fix>();
  for (const { body } of assets) if (body.track === undefined || mayUse(body.track)) addFix(picture, body.track, fixes);
  return {
    now,
    assets,
    facilities: of('facility'),
    sites: of('site'),
    roads: of('road'),
    conditions: of('conditions')[0],
    parameters: of('parameters')[0],
    fixes,
  };
}

/** Patrols that are under way, with the newest fix of the tracks that carry them. */
export function readPatrols(
  picture: Picture,
  isSeen: (patrol: PictureRecord) => boolean = () => true,
  mayUse: MayUse = () => true,
): PatrolPlace[] {
  const patrols: PatrolPlace[] = [];
  for (const record of picture.records.values()) {
    if (record.kind !== 'patrol' || record.body.status !== 'under-way' || !isSeen(record)) continue;
    const fixes = new Map<string, Fix>();
    for (const track of record.body.plan?.tracks ?? []) if (mayUse(track)) addFix(picture, track, fixes);
    const newest = [...fixes.values()].reduce<Fix | undefined>(
      (a, b) => (a && a.observedAt >= b.observedAt ? a : b),
      undefined,
    );
    patrols.push({ patrolId: record.id, fix: newest });
  }
  return patrols;
}

function addFix({ tracks }: Picture, name: string | undefined, fixes: Map<string, Fix>): void {
  const slot = name === undefined ? undefined : tracks.find(name);
  if (slot === undefined) return;
  const accuracy = tracks.accuracy[slot]!;
  fixes.set(name!, {
    position: [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6],
    observedAt: tracks.observedAt[slot]!,
    intervalMs: tracks.intervalMs[slot]!,
    accuracyMetres: accuracy === noValue ? defaultAccuracyMetres : accuracy,
  });
}
