import { describe, expect, it } from 'vitest';
import { positionWireSchema } from '#shared/schema/report.ts';
import type { CotFields } from './cot-collector.ts';
import { makeCotFramer } from './cot-framer.ts';
import { makeCotEvent } from './make-cot-event.ts';
import { parseCotEvent, pickAffiliation, pickTrackType } from './parse-cot-event.ts';

function parse(xml: string) {
  const [framed] = makeCotFramer().push(Buffer.from(xml));
  if (framed?.kind !== 'event') throw new Error('not an event');
  return parseCotEvent(framed.fields);
}

describe('a CoT event', () => {
  it('of a thing becomes a position report', () => {
    const parsed = parse(makeCotEvent({ track: "<track course='271.5' speed='4.25'/>" }));
    expect(parsed).toEqual({
      ok: true,
      value: {
        kind: 'position',
        source: 'cot',
        trackId: 'tracker-1',
        observedAt: '2026-03-01T06:00:00.000Z',
        position: [25.25, 8.5],
        trackType: 'vehicle',
        affiliation: 'own',
        accuracyMetres: 9.5,
        altitudeMetres: 431.5,
        courseDegrees: 271.5,
        speedMetresPerSecond: 4.25,
        callSign: 'ALPHA',
      },
    });
    expect(positionWireSchema.safeParse(parsed.ok && parsed.value).success).toBe(true);
  });

  it('leaves out what is unknown or out of range', () => {
    const parsed = parse(
      makeCotEvent({
        point: "lat='8.5' lon='25.25' hae='9999999.0' ce='9999999'",
        track: "<track course='-1' speed='NaN'/>",
        callSign: '',
      }),
    );
    expect(parsed.ok && Object.keys(parsed.value!)).toEqual([
      'kind',
      'source',
      'trackId',
      'observedAt',
      'position',
      'trackType',
      'affiliation',
    ]);
  });

  it('at 0,0 of unknown error is refused: the sender has no fix; a known 0,0 is a place', () => {
    expect(parse(makeCotEvent({ point: "lat='0.0' lon='0.0' hae='9999999.0' ce='9999999.0'" }))).toMatchObject({
      ok: false,
      problem: { name: 'unsupported-cot' },
    });
    expect(parse(makeCotEvent({ point: "lat='0' lon='0' ce='5'" }))).toMatchObject({ value: { position: [0, 0] } });
  });

  it.each(['u-d-c-c', 'b-m-p-s-m', 'b-t-f', 'u-rb-a', 't-x-d-d', 'y-a-r'])(
    'of type %s is not supported yet',
    (type) => {
      const refused = parse(makeCotEvent({ type }));
      expect(refused).toMatchObject({ ok: false, problem: { name: 'unsupported-cot' } });
    },
  );

  it('that only checks the line carries no report', () => {
    expect(parse(makeCotEvent({ type: 't-x-c-t' }))).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, CotFields]>([
    ['uid', { type: 'a-f-G', time: '2026-03-01T06:00:00Z', lat: '1', lon: '2' }],
    ['type', { uid: 'a', time: '2026-03-01T06:00:00Z', lat: '1', lon: '2' }],
    ['time', { uid: 'a', type: 'a-f-G', lat: '1', lon: '2' }],
    ['lat', { uid: 'a', type: 'a-f-G', time: '2026-03-01T06:00:00Z', lat: ' ', lon: '2' }],
    ['lon', { uid: 'a', type: 'a-f-G', time: '2026-03-01T06:00:00Z', lat: '1', lon: 'east' }],
  ])('without %s is refused', (_field, fields) => {
    expect(parseCotEvent(fields)).toMatchObject({ ok: false, problem: { name: 'malformed-cot' } });
  });

  it.each([
    ['a-f-A-M-H', 'helicopter'],
    ['a-n-A-C-H', 'helicopter'],
    ['a-f-A-M-F', 'fixed-wing'],
    ['a-u-A', 'fixed-wing'],
    ['a-f-A-M-F-Q', 'uas'],
    ['a-h-A-M-F-Q-r', 'uas'],
    ['a-f-G-U-C', 'vehicle'],
    ['a-u-G', 'vehicle'],
    ['a-f-G-I', 'unknown'],
    ['a-f-S-X-M', 'vessel'],
    ['a-f-U', 'vessel'],
    ['a-f-P', 'unknown'],
    ['a-f', 'unknown'],
  ])('of type %s is shown as %s', (type, trackType) => {
    expect(pickTrackType(type)).toBe(trackType);
  });
});

describe('the affiliation of an event', () => {
  it('never takes for ours what the sender does not call friendly', () => {
    expect(pickAffiliation('a-f-G-U-C')).toBe('own');
    expect(pickAffiliation('a-n-G')).toBe('civilian');
    for (const letter of ['u', 'p', 's', 'h', 'j', 'k', 'x']) expect(pickAffiliation(`a-${letter}-G`)).toBe('contact');
  });
});
