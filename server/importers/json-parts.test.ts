import { describe, expect, it } from 'vitest';
import { collectAsync } from '../../tests/collect-async.ts';
import { type JsonPart, peekJsonParts, readJsonParts } from './json-parts.ts';

async function* cut(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function read(text: string, lists: string[] = [], length = 1_000): Promise<JsonPart[]> {
  return await collectAsync(readJsonParts(cut(text, length), lists));
}

const elements = (parts: JsonPart[]) => parts.map((part) => ('value' in part ? part.value : part.detail));

describe('JSON in parts', () => {
  const value = [{ a: 'x,]}"\\', b: [1, { c: null }] }, -1.5e3, true, 'é\u2028', [], {}, 'بئر'];

  it('is the same wherever the text is cut', async () => {
    const text = JSON.stringify(value, null, 1);
    for (let length = 1; length < 12; length += 1) expect(elements(await read(text, [], length))).toEqual(value);
    const framed = JSON.stringify({ type: 'x', list: value, after: { list: [1] } });
    for (let length = 1; length < 12; length += 1) {
      const parts = await read(framed, ['list'], length);
      expect(elements(parts)).toEqual(['x', ...value, { list: [1] }]);
      expect(parts[1]).toMatchObject({ kind: 'element', list: 'list', number: 1 });
      expect(parts.at(-1)).toMatchObject({ kind: 'member', key: 'after' });
    }
  });

  it('says on which line an element begins', async () => {
    const parts = await read('[\n 1,\n\n {"a":\n 2},\n 3 ]');
    expect(parts.map(({ line }) => line)).toEqual([2, 4, 6]);
  });

  it('passes over one element that is too deep, too long or no JSON, and reads the next', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const long = JSON.stringify('x'.repeat(10_000_000));
    expect(elements(await read(`[1,${deep},2,${long},3,{"a":NaN},4,{'a':1},5]`, [], 65_536))).toEqual([
      1,
      'nested more than 32 levels deep',
      2,
      'longer than 1 MiB',
      3,
      'not valid JSON: NaN is no JSON value',
      4,
      'not valid JSON',
      5,
    ]);
  });

  it.each([
    ['[1,2', 'the JSON is cut off at line 1'],
    ['{"a":"never closed\n', 'the JSON is cut off at line 2'],
    ['  ', 'there is no JSON in the file'],
    ['hello', 'malformed JSON at line 1: the file does not begin like JSON'],
    ['[1]\n[2]', 'malformed JSON at line 2: text follows the end of the JSON'],
    ['{"a" 1}', 'malformed JSON at line 1: a colon is expected, not "1"'],
    ['[1 2]', 'malformed JSON at line 1: a comma or the end is expected, not "2"'],
    ['{"a":1,\n"b":NaN}', '"b" at line 2: not valid JSON: NaN is no JSON value'],
    [`{"${'k'.repeat(2_000)}":1}`, 'malformed JSON at line 1: a name is not valid'],
  ])('names the fault of %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('shows what the beginning of a text holds whole', () => {
    expect(elements(peekJsonParts('\uFEFF[{"a":1},{"a":2},{"a'))).toEqual([{ a: 1 }, { a: 2 }]);
    expect(peekJsonParts('not JSON')).toEqual([]);
  });
});
