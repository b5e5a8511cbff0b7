import { expect, it } from 'vitest';
import { makeFixBatch } from '../../picture/fix-batch.ts';
import { Picture } from '../../picture/picture.ts';
import type { PictureRecord } from '../../picture/record.ts';
import { unmarked } from '../../schema/marking.ts';
import { defaultConditions } from '../../schema/medical/conditions.ts';
import { inputsInUse, readPatrols } from './live-situation.ts';
import { makeAsset, makeRecord } from './make-test-situation.ts';

it('rests cover on threat zones only while an escort is asked for, so that it tells nothing of them otherwise', () => {
  const zone = makeRecord('zone', 'Z', {} as PictureRecord<'zone'>['body']);
  const under = (escortFrom: 'none' | 'high') => [
    makeAsset('H'),
    zone,
    makeRecord('conditions', 'mission', { ...defaultConditions, escortFrom }),
  ];
  expect(inputsInUse(under('none')).map(({ kind }) => kind)).toEqual(['asset', 'conditions']);
  expect(inputsInUse([makeAsset('H'), zone]).map(({ kind }) => kind)).toEqual(['asset']);
  expect(inputsInUse(under('high')).map(({ kind }) => kind)).toEqual(['asset', 'zone', 'conditions']);
});

it('takes a patrol to be where it was last heard, by its trackers or by voice', () => {
  const picture = new Picture();
  const patrol = makeRecord('patrol', 'P', { status: 'under-way', plan: { tracks: ['s/gps'] } } as never);
  picture.put(patrol);
  const hear = (source: string, trackId: string, minute: number) => {
    const batch = makeFixBatch(1);
    batch.count = 1;
    batch.observedAt[0] = minute * 60_000;
    batch.latitudeE7[0] = minute * 1e7;
    const descriptor = { source, trackId, actor: 'a', marking: unmarked };
    picture.foldFix({ batch, row: 0, descriptor, sequence: minute, recordedAt: minute * 60_000 }, []);
  };
  expect(readPatrols(picture)).toEqual([{ patrolId: 'P', fix: undefined }]);
  hear('voice', 'P', 1);
  expect(readPatrols(picture)[0]?.fix?.position).toEqual([0, 1]);
  hear('s', 'gps', 2);
  expect(readPatrols(picture)[0]?.fix?.position).toEqual([0, 2]);
  hear('voice', 'P', 3);
  expect(readPatrols(picture)[0]?.fix?.position).toEqual([0, 3]);
  hear('voice', 'another', 4);
  expect(readPatrols(picture)[0]?.fix?.position).toEqual([0, 3]);
});
