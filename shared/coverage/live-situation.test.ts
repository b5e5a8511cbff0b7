import { expect, it } from 'vitest';
import { makeAsset, makeRecord } from '#shared/coverage/make-test-situation.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { defaultConditions } from '#shared/schema/conditions.ts';
import { inputsInUse } from './live-situation.ts';

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
