import { describe, expect, it } from 'vitest';
import { passagesRequestSchema } from '#shared/protocol/passages.ts';
import { cornersOf, firstFields, isSpan, makeQuestion } from './passage-question.ts';

const now = Date.UTC(2026, 10, 12, 6, 10, 31);
const area = [
  [0, 16],
  [1, 16],
  [1, 17],
] as const;

describe('the question of what passed through', () => {
  it('is about the last 24 hours first, with the minute that has begun', () => {
    expect(firstFields(now)).toEqual({ from: '2026-11-11T06:11', to: '2026-11-12T06:11', type: '' });
  });

  it('has a closed ring and times with their zone, as the server takes it', () => {
    const question = makeQuestion(area, { ...firstFields(now), type: 'uas' });
    expect(question).toEqual({
      area: { type: 'Polygon', coordinates: [[...area, area[0]]] },
      from: '2026-11-11T06:11:00.000Z',
      to: '2026-11-12T06:11:00.000Z',
      trackTypes: ['uas'],
    });
    expect(passagesRequestSchema.safeParse(question).success).toBe(true);
    expect(makeQuestion(area, firstFields(now))).not.toHaveProperty('trackTypes');
  });

  it('is not asked without three corners and a span', () => {
    const fields = firstFields(now);
    expect(makeQuestion(undefined, fields)).toBeUndefined();
    expect(makeQuestion(area.slice(1), fields)).toBeUndefined();
    expect(makeQuestion(area, { ...fields, from: '' })).toBeUndefined();
    expect(makeQuestion(area, { ...fields, from: fields.to })).toBeUndefined();
    expect(isSpan({ from: fields.to, to: fields.from })).toBe(false);
  });
});

describe('the corners of what the map shows', () => {
  it('are four, and more where the box is wide', () => {
    expect(cornersOf([0, 16, 2, 17])).toEqual([
      [0, 16],
      [2, 16],
      [2, 17],
      [0, 17],
    ]);
    const globe = cornersOf([-200, -60, 200, 70]).map(([longitude]) => longitude);
    expect(globe).toEqual([-180, -60, 60, 180, 180, 60, -60, -180]);
  });
});
