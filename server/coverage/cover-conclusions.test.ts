import { expect, it } from 'vitest';
import { makeAsset, makeRecord, noon } from '#shared/coverage/situation/make-test-situation.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { unmarked } from '#shared/schema/marking.ts';
import type { CoverTier } from '#shared/schema/medical/cover.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { CoverConclusions } from './cover-conclusions.ts';

type Told = { marking: { classification: string }; cause?: object; before?: object };

const basisOf = (minute: number, ...records: PictureRecord[]) => ({
  ...{ now: noon + minute * 60_000, isNight: false, fixes: new Map() },
  records: new Map(records.map((record) => [record.key, record])),
});
const cover = (state: CoverTier['state']) => ({
  patrolId: 'P',
  cover: { team: { state, legs: [] }, surgery: { state, seconds: 60, legs: [] } },
});

it('a conclusion is marked by what the one before rested on too, because it tells of that', () => {
  const conclusions = new CoverConclusions({ picture: new Picture() } as unknown as LivePicture);
  const conclude = (state: CoverTier['state'], basis: ReturnType<typeof basisOf>) =>
    conclusions.conclude([cover(state)], basis) as Told[];
  const secret = { ...unmarked, classification: 'confidential' as const };
  const tasked = { ...makeRecord('casevac', 'C', { status: 'assigned', tasks: [] } as never), marking: secret };
  const ready = { ...makeAsset('H'), sequence: 2 };
  const away = { ...makeAsset('H', { status: 'tasked' }), sequence: 1 };
  expect(conclude('missed', basisOf(0, away, tasked))[0]?.marking.classification).toBe('confidential');
  const [freed] = conclude('met', basisOf(5, ready));
  expect(freed).toMatchObject({ marking: { classification: 'confidential' }, before: { team: { state: 'missed' } } });
  expect(freed?.cause).toMatchObject({ key: 'asset/H', from: 'tasked', to: 'ready' });
  // Negative control: once neither rests on it, nothing is told of it any more.
  const [later] = conclude('missed', basisOf(10, { ...away, sequence: 3 }));
  expect(later).toMatchObject({ marking: { classification: 'unclassified' }, before: { team: { state: 'met' } } });
});
