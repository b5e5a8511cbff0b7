import type { Position } from '../../geo/position.ts';
import type { PictureRecord } from '../../picture/record.ts';
import { unmarked } from '../../schema/marking.ts';
import { defaultConditions } from '../../schema/medical/conditions.ts';
import type { Edit } from '../../schema/medical/scenario.ts';
import type { Fix, Situation } from './situation.ts';

/**
 * The situation as it would be with some edits. What an edit touches counts as known now: whoever supposes that a
 * helicopter stands ready at a place does not ask when it was last heard. An edit of something that is not there changes
 * nothing.
 */
export function applyEdits(situation: Situation, edits: readonly Edit[]): Situation {
  return edits.reduce(applyEdit, situation);
}

function applyEdit(situation: Situation, edit: Edit): Situation {
  switch (edit.kind) {
    case 'asset':
      return { ...situation, assets: situation.assets.map((record) => supposed(record, edit, situation.now)) };
    case 'facility':
      return { ...situation, facilities: situation.facilities.map((record) => supposed(record, edit, situation.now)) };
    case 'place':
      return placed(situation, edit.key, edit.position);
    case 'road':
      return withRoad(situation, edit.roadId, edit.state);
    case 'conditions':
      return withConditions(situation, edit.set);
    case 'light':
      return { ...situation, light: edit.light };
  }
}

type Supposable = PictureRecord<'asset'> | PictureRecord<'facility'>;

function supposed<R extends Supposable>(record: R, { key, set }: { key: string; set: object }, now: number): R {
  if (record.key !== key) return record;
  const { validUntil: _lapses, ...body } = record.body;
  return { ...record, observedAt: now, body: { ...body, ...set } };
}

function placed(situation: Situation, key: string, position: Position): Situation {
  const { now } = situation;
  const fixes = new Map(situation.fixes);
  const assets = situation.assets.map((record) => {
    if (record.key !== key) return record;
    const fix: Fix = { position, observedAt: now, intervalMs: 60_000, accuracyMetres: 0 };
    if (record.body.track !== undefined) fixes.set(record.body.track, fix);
    return supposed(record, { key, set: { position: [...position] } }, now);
  });
  const facilities = situation.facilities.map((record) =>
    record.key === key ? supposed(record, { key, set: { position: [...position], precision: 'exact' } }, now) : record,
  );
  return { ...situation, assets, facilities, fixes };
}

function withRoad(situation: Situation, roadId: string, state: 'open' | 'closed'): Situation {
  const others = situation.roads.filter(({ id }) => id !== roadId);
  return { ...situation, roads: [...others, supposedRecord('road', roadId, { roadId, state }, situation.now)] };
}

function withConditions(situation: Situation, set: object): Situation {
  const { conditions: before } = situation;
  const { validUntil: _lapses, ...body } = before && !before.retracted ? before.body : defaultConditions;
  const conditions = supposedRecord('conditions', 'mission', { ...body, ...set }, situation.now);
  return { ...situation, conditions };
}

function supposedRecord<K extends 'road' | 'conditions'>(
  kind: K,
  id: string,
  body: PictureRecord<K>['body'],
  now: number,
): PictureRecord<K> {
  return {
    key: `${kind}/${id}`,
    kind,
    id,
    source: 'what-if',
    messageId: '',
    actor: '',
    observedAt: now,
    knownAt: now,
    sequence: 0,
    version: 0,
    marking: unmarked,
    body,
  } as PictureRecord<K>;
}
