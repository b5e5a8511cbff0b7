import type { Position } from '../../geo/position.ts';
import type { PictureRecord, RecordBodies, RecordKind } from '../../picture/record.ts';
import { unmarked } from '../../schema/marking.ts';
import { type Conditions, defaultConditions } from '../../schema/medical/conditions.ts';
import type { Situation } from './situation.ts';

/** Situations for tests: reported a minute ago, at noon, and known unless said otherwise. */
export const noon = Date.UTC(2026, 10, 12, 12);

/** What a test says of a body; the rest is usual. */
export type Given<K extends 'asset' | 'facility'> = Partial<Omit<RecordBodies[K], 'position'>> & {
  position?: Position;
};

export function makeAsset(id: string, { position = [0, 16], ...body }: Given<'asset'> = {}): PictureRecord<'asset'> {
  return makeRecord('asset', id, {
    assetId: id,
    name: id,
    type: 'helicopter',
    position: [position[0], position[1]],
    status: 'ready',
    ...body,
  });
}

export function makeFacility(
  id: string,
  { position = [0, 16], ...body }: Given<'facility'> = {},
): PictureRecord<'facility'> {
  return makeRecord('facility', id, {
    facilityId: id,
    name: id,
    level: '2',
    position: [position[0], position[1]],
    precision: 'exact',
    status: 'open',
    tablesFree: 1,
    doctorPresent: true,
    landingSite: 'day-and-night',
    ...body,
  });
}

export function makeSituation(
  given: Partial<Omit<Situation, 'conditions' | 'now'>> & { now?: number; conditions?: Partial<Conditions> },
): Situation {
  const { conditions, now = noon, ...rest } = given;
  return {
    now,
    assets: [],
    facilities: [],
    sites: [],
    roads: [],
    zones: [],
    parameters: undefined,
    fixes: new Map(),
    conditions: makeRecord('conditions', 'mission', { ...defaultConditions, ...conditions }),
    ...rest,
  };
}

export function makeRecord<K extends RecordKind>(kind: K, id: string, body: RecordBodies[K]): PictureRecord<K> {
  return {
    key: `${kind}/${id}`,
    kind,
    id,
    source: 'test',
    messageId: id,
    actor: 'test',
    observedAt: noon - 60_000,
    knownAt: noon - 60_000,
    sequence: 1,
    version: 1,
    marking: unmarked,
    body,
  } as unknown as PictureRecord<K>;
}
