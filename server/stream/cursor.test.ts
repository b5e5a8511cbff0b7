import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCursorCodec } from './cursor.ts';

const state = { audience: 'lan|confidential:["alpha"]#3', facts: 41, frame: 1_207 };

describe('a resume cursor', () => {
  it('says where the viewer stands to the process that wrote it', () => {
    const codec = makeCursorCodec();
    expect(codec.read(codec.write(state))).toEqual(state);
    const odd = { audience: 'vsat|unclassified:["a.b","Ünit/é"]#0', facts: 0, frame: 1 };
    expect(codec.read(codec.write(odd))).toEqual(odd);
  });

  it('says nothing to another process', () => {
    expect(makeCursorCodec().read(makeCursorCodec().write(state))).toBeUndefined();
  });

  it('is worth nothing after any change of a character', () => {
    const codec = makeCursorCodec(Buffer.alloc(32, 7));
    const cursor = codec.write(state);
    const characters = [...'ABCdef012-_.!'];
    let forged = 0;
    for (let at = 0; at < cursor.length; at++) {
      for (const character of characters) {
        const altered = cursor.slice(0, at) + character + cursor.slice(at + 1);
        // The last character of base64 holds bits that mean nothing.
        const isSame = altered === cursor || sameBytes(altered, cursor);
        if (isSame) continue;
        forged++;
        expect(codec.read(altered), altered).toBeUndefined();
      }
    }
    expect(forged).toBeGreaterThan(500);
  });

  it('never makes the reader throw', () => {
    const codec = makeCursorCodec(Buffer.alloc(32, 7));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codec.read(text)).toBeUndefined();
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

function sameBytes(a: string, b: string): boolean {
  const bytes = (cursor: string) => cursor.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return bytes(a).length === 2 && a.split('.')[0] === b.split('.')[0] && bytes(a)[1] === bytes(b)[1];
}
