import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { assetReportSchema } from '#shared/schema/medical/asset.ts';
import { facilityReportSchema } from '#shared/schema/medical/facility.ts';
import { assetFields, checkBoardValue, editedText, facilityFields, validityField } from './board-fields.ts';
import { makeBoardEntry, makeStateEntry } from './make-board-entry.ts';

const now = Date.UTC(2026, 10, 12, 6);
const hour = 3_600_000;
const marking = { classification: 'confidential', releasableTo: ['host'], originator: 'mission' } as const;
const facility = {
  ...{ key: 'facility/gao', kind: 'facility', id: 'gao', observedAt: now - 2 * hour, marking },
  body: {
    ...{ facilityId: 'gao', name: 'Gao', level: '2', position: [0, 16], precision: 'exact', status: 'open' },
    ...{ tablesFree: 0, tableFreeAt: now + hour, remark: 'busy' },
  },
} as unknown as PictureRecord<'facility'>;
const sentBy = (entry: { send: { body: unknown } }) => (entry.send.body as Record<string, unknown>[])[0]!;
const field = (name: string) => [...assetFields, ...facilityFields, validityField].find((each) => each.name === name)!;

describe('a cell of the medical board', () => {
  it('takes numbers within their limits, and names what is wrong with others', () => {
    const check = (name: string, text: string) => {
      const checked = checkBoardValue(field(name), text);
      return checked.ok ? checked.value : checked.fault.id;
    };
    expect(check('noticeMinutes', ' 45 ')).toBe(45);
    expect(check('noticeMinutes', '7,5')).toBe(7.5);
    expect(check('noticeMinutes', '-5')).toBe('boardFault.range');
    expect(check('noticeMinutes', '1e3')).toBe('boardFault.number');
    expect(check('noticeMinutes', 'soon')).toBe('boardFault.number');
    expect(check('tablesFree', '1.5')).toBe('boardFault.whole');
    expect(check('tablesFree', '')).toBeUndefined();
    expect(check('level', '2')).toBe('2');
    expect(check('level', 'civilian')).toBe('boardFault.choice');
    expect(check('level', '')).toBe('boardFault.needed');
    expect(check('medicalCrew', 'no')).toBe(false);
    expect(check('validHours', '0')).toBe('boardFault.range');
  });

  it('has the limits of the reports: what it takes is accepted, and one more is not', () => {
    for (const [fields, schema] of [
      [assetFields, assetReportSchema],
      [facilityFields, facilityReportSchema],
    ] as const)
      for (const { name, control } of fields) {
        const { shape } = schema as { shape: Record<string, { safeParse: (value: unknown) => { success: boolean } }> };
        const takes = (value: unknown) => shape[name]!.safeParse(value).success;
        if (control.kind === 'choice') expect(control.choices.every(takes)).toBe(true);
        else if (control.kind === 'flag') expect(takes(true)).toBe(true);
        else {
          const { least, most } = control;
          expect([name, ...[least, most, least - 1, most + 1].map(takes)]).toEqual([name, true, true, false, false]);
        }
      }
  });

  it('shows what is reported as it is typed', () => {
    expect([undefined, true, false, 0, '1+'].map(editedText)).toEqual(['', 'yes', 'no', '0', '1+']);
  });
});

describe('a change on the medical board', () => {
  const entry = makeBoardEntry(facility, { level: '1+' }, { id: 'watch-1', now, title: 'Gao' });

  it('is a whole report that changes one thing, is believed for twelve hours and keeps its marking', () => {
    expect(sentBy(entry)).toEqual({
      ...{ kind: 'facility', source: 'watch', messageId: 'watch-1', observedAt: '2026-11-12T06:00:00.000Z', marking },
      ...{ facilityId: 'gao', name: 'Gao', level: '1+', position: [0, 16], precision: 'exact', status: 'open' },
      ...{ tablesFree: 0, tableFreeAt: '2026-11-12T07:00:00.000Z', remark: 'busy' },
      validUntil: '2026-11-12T18:00:00.000Z',
    });
  });

  it('is undone by saying what was said before, no longer valid than it was, just after it', () => {
    const [undo] = entry.undo[0]!.body as Record<string, unknown>[];
    expect(undo).toMatchObject({ level: '2', observedAt: '2026-11-12T06:00:00.001Z', messageId: 'watch-1:undo' });
    expect(undo!['validUntil']).toBe('2026-11-12T16:00:00.000Z');
  });

  it('leaves out what is no longer reported, and comes after a report whose clock is ahead', () => {
    const ahead = { ...facility, observedAt: now + 5_000 };
    const sent = sentBy(makeBoardEntry(ahead, { tablesFree: undefined }, { id: 'watch-2', now, title: 'Gao' }));
    expect('tablesFree' in sent).toBe(false);
    expect(sent['observedAt']).toBe('2026-11-12T06:00:05.001Z');
  });

  it('of something that nobody reported yet has no marking of its own', () => {
    const state = { kind: 'road', key: 'road/a', record: undefined, title: 'a' } as const;
    const closed = { roadId: 'a', state: 'closed' };
    const sent = sentBy(
      makeStateEntry({ ...state, body: closed, before: { ...closed, state: 'open' } }, { id: 'w', now }),
    );
    expect(sent).toEqual({
      kind: 'road',
      source: 'watch',
      messageId: 'w',
      observedAt: '2026-11-12T06:00:00.000Z',
      ...closed,
    });
  });
});
