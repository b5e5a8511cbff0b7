import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '../picture/record.ts';
import { unmarked } from '../schema/marking.ts';
import { makeRecordParser } from './clip-records.ts';

const parse = makeRecordParser((kind) => (kind === 'incident' ? ['narrative', 'actors'] : []));
const at = Date.UTC(2026, 10, 20);
const incident = {
  ...{
    incidentId: 'i1',
    type: 'ATK.IED',
    position: [1, 16],
    precision: 'exact',
    occurredAt: at,
    timePrecision: 'minute',
  },
  ...{ title: 'T', casualties: [], actors: [], verification: 'unverified' },
};

function recordOf(body: object, more: object = {}): Record<string, unknown> {
  return {
    ...{ key: 'incident/i1', kind: 'incident', id: 'i1', source: 'desk', messageId: 'm1', actor: 'local' },
    ...{ observedAt: at, knownAt: at, sequence: 1, version: 1, marking: unmarked, body },
    ...more,
  };
}
const track = (more: object = {}, body: object = {}) =>
  recordOf(
    { trackType: 'vehicle', intervalMs: 60_000, ...body },
    { key: 'track/feed/t1', kind: 'track', id: 'feed/t1', source: 'feed', messageId: '', sequence: 0, ...more },
  );

describe('a record that somebody else wrote', () => {
  it('is taken as it is, with its fields in their order', () => {
    for (const record of [
      recordOf(incident),
      track(),
      recordOf(incident, { superseded: ['', 'desk/m0'], retracted: true }),
    ]) {
      const text = JSON.stringify(record);
      expect(JSON.stringify(parse(record))).toBe(text);
    }
  });

  it('may lack what is kept from some viewers, and nothing else', () => {
    const { actors: _actors, ...withheld } = incident;
    expect(parse(recordOf(withheld))).toEqual(recordOf(withheld));
    const { title: _title, ...untitled } = incident;
    expect(parse(recordOf(untitled))).toBeUndefined();
  });

  it('is given what its kind says since by default', () => {
    const { casualties: _casualties, ...older } = incident;
    const { releasableTo: _releasableTo, ...marking } = unmarked;
    const taken = parse(recordOf(older, { marking })) as PictureRecord<'incident'>;
    expect([taken.body.casualties, taken.marking.releasableTo]).toEqual([[], []]);
  });

  it.each([
    ['of no registered kind', recordOf(incident, { kind: 'constructor', key: 'constructor/i1' })],
    ['of a kind of the language', recordOf(incident, { kind: '__proto__', key: '__proto__/i1' })],
    [
      'of a kind that becomes no record',
      recordOf({ track: 'feed/t1', state: 'late', lastObservedAt: at }, { kind: 'freshness', key: 'freshness/i1' }),
    ],
    ['without a body', recordOf({})],
    ['with a body that is a list', recordOf([])],
    ['with more than its kind says', recordOf({ ...incident, more: 1 })],
    ['with more than a record says', recordOf(incident, { more: 1 })],
    ['with text in place of a time', recordOf({ ...incident, occurredAt: '2026-11-20T00:00:00Z' })],
    ['with a time that no calendar has', recordOf(incident, { observedAt: 9e15 })],
    ['with a list that is none', recordOf(incident, { superseded: 'm0' })],
    ['with a list that does not end', recordOf(incident, { superseded: new Array(101).fill('') })],
    ['retracted by half', recordOf(incident, { retracted: false })],
    ['under the key of another', recordOf(incident, { key: 'incident/i2' })],
    ['about another entity', recordOf({ ...incident, incidentId: 'i2' })],
    ['of another source than its name says', track({ source: 'other' })],
    ['with an interval that never ends', track({}, { intervalMs: 1e300 })],
    ['without a marking', recordOf(incident, { marking: undefined })],
    ['nothing', null],
  ])('is refused %s', (_what, value) => {
    expect(parse(value)).toBeUndefined();
  });
});
