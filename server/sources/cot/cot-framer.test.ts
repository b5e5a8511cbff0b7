import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReferenceData } from '../../../tests/find-reference-data.ts';
import { type FramedCot, makeCotFramer, maxEventBytes } from './cot-framer.ts';
import { makeCotEvent } from './make-cot-event.ts';

function frame(pieces: Iterable<Uint8Array>): FramedCot[] {
  const framer = makeCotFramer();
  return [...pieces].flatMap((piece) => [...framer.push(piece)]);
}

function frameText(text: string): FramedCot[] {
  return frame([Buffer.from(text)]);
}

const stream = Buffer.from(
  [
    `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n${makeCotEvent({ uid: 'one', callSign: 'Élan №1' })}`,
    makeCotEvent({ uid: 'two', detail: '<!-- </event> > --><remarks>a &gt; b <![CDATA[</event>]]></remarks>' }),
    '\r\n',
    `<event version="2.0" uid="three" type='a-f-G' note="1 > 0"/>`,
    makeCotEvent({ uid: 'four', callSign: 'فريق 🚁' }),
  ].join(''),
);

describe('the framing of CoT', () => {
  it('finds each event of a stream, with the bytes it came in', () => {
    const framed = frame([stream]);
    expect(framed.map((event) => (event.kind === 'event' ? event.fields.uid : event.problem.detail))).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
    expect(framed[0]).toMatchObject({ fields: { callSign: 'Élan №1', lat: '8.5', lon: '25.25', ce: '9.5' } });
    expect(Buffer.from(framed[2]!.bytes).toString()).toBe(
      `<event version="2.0" uid="three" type='a-f-G' note="1 > 0"/>`,
    );
  });

  it('does not depend on where the bytes are cut', () => {
    const whole = frame([stream]);
    for (let at = 0; at <= stream.length; at += 1)
      expect(frame([stream.subarray(0, at), stream.subarray(at)])).toEqual(whole);
    expect(frame([...stream].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 20 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        expect(frame(edges.slice(1).map((edge, index) => stream.subarray(edges[index], edge)))).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('answers any bytes with events or one named fault, and holds no more than 64 KiB', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const markup = fc
      .array(
        fc.constantFrom('<', '>', '/', 'event', '"', '=', '<!--', '-->', '<![CDATA[', ']]>', '&', ' uid', '<?', '\0'),
        { maxLength: 60 },
      )
      .map((parts) => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(fc.oneof(bytes, markup), (sent) => {
        const framer = makeCotFramer();
        const framed = [...framer.push(sent)];
        const faults = framed.filter(({ kind }) => kind === 'fault');
        expect(faults.length).toBeLessThanOrEqual(1);
        expect(framer.pendingLength()).toBeLessThanOrEqual(maxEventBytes);
        if (faults.length > 0) expect([...framer.push(stream)]).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a document type', '<!DOCTYPE event [<!ENTITY a "aaaa">]><event uid="&a;"/>', 'document types and entities'],
    ['an unknown entity', '<event uid="&a;"/>', 'undefined entity'],
    ['another root', '<events><event uid="x"/>', 'the root element is not event'],
    ['text before an event', 'hello <event uid="x"/>', 'does not begin with "<"'],
    ['the protobuf form', '\u00bf\u0001\u00bf<event uid="x"/>', 'does not begin with "<"'],
    ['elements nested without end', `<event>${'<a>'.repeat(100)}`, 'nested too deeply'],
    [
      'attributes without end',
      `<event ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'too many attributes',
    ],
    ['an attribute twice', '<event uid="a" uid="b"/>', 'duplicate attribute'],
    ['a tag closed by another', '<event><a></b></event>', 'unexpected close tag'],
  ])('ends at %s', (_name, text, detail) => {
    const framed = frameText(text);
    expect(framed).toHaveLength(1);
    expect(framed[0]).toMatchObject({
      kind: 'fault',
      problem: { name: 'malformed-cot', detail: expect.stringContaining(detail) },
    });
  });

  it('ends at bytes that are not UTF-8', () => {
    expect(frame([Buffer.from('<event uid="\xe9"/>', 'latin1')])).toMatchObject([
      { kind: 'fault', problem: { detail: 'an event is not UTF-8 text' } },
    ]);
  });

  it('ends at an event without end, after 64 KiB', () => {
    const framer = makeCotFramer();
    const part = Buffer.from(`<event><detail>${'x'.repeat(10_000)}`);
    const framed: FramedCot[] = [...framer.push(part)];
    for (let sent = part.length; framed.length === 0; sent += 10_000) {
      expect(sent).toBeLessThan(maxEventBytes + 10_000);
      framed.push(...framer.push(Buffer.alloc(10_000, 'y')));
    }
    expect(framed).toMatchObject([{ kind: 'fault', problem: { detail: 'an event is longer than 64 KiB' } }]);
    expect(framed[0]!.bytes).toHaveLength(maxEventBytes);
  });

  it('takes white space and byte-order marks between events for nothing, however much', () => {
    const framer = makeCotFramer();
    expect([...framer.push(Buffer.alloc(200_000, '\n'))]).toEqual([]);
    expect(framer.pendingLength()).toBe(0);
    expect([...framer.push(Buffer.from(`\uFEFF${makeCotEvent({ uid: 'x' })}`))]).toMatchObject([{ kind: 'event' }]);
  });

  it('does not let an attribute name reach a prototype', () => {
    expect(frameText('<event __proto__="x" uid="a" constructor="y"/>')).toMatchObject([{ fields: { uid: 'a' } }]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('the reference CoT messages', () => {
  const folder = findReferenceData('cot');

  it.skipIf(!folder)('are each one event, one after the other in a stream too', () => {
    const files = readdirSync(folder!).filter((name) => name.endsWith('.cot'));
    expect(files.length).toBeGreaterThan(5);
    const messages = files.map((name) => readFileSync(join(folder!, name)));
    for (const message of messages) expect(frame([message])).toMatchObject([{ kind: 'event' }]);
    const framed = frame([Buffer.concat(messages)]);
    expect(framed.map(({ kind }) => kind)).toEqual(files.map(() => 'event'));
  });
});
