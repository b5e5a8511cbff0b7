import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { recordHash, recordSize, recordText } from '#shared/picture/record-hash.ts';
import { hashText } from '#shared/picture/track-table.ts';
import { RecordPool } from './record-pool.ts';

function textOf(id: string, title: string): string {
  return JSON.stringify({ key: `incident/${id}`, kind: 'incident', id, body: { title } });
}
const titleOf = (record: PictureRecord) => (record as PictureRecord<'incident'>).body.title;

describe('the pool of records', () => {
  it('gives one object for one text, whoever asks', () => {
    const pool = new RecordPool();
    const text = textOf('a', 'Shots');
    const first = pool.take(text, hashText(text));
    expect(pool.take(textOf('a', 'Shots'), hashText(text))).toBe(first);
    expect(first.key).toBe('incident/a');
  });

  it('measures a record by the text that it came as', () => {
    const text = textOf('a', 'Shots');
    const record = new RecordPool().take(text, hashText(text));
    expect([recordHash(record), recordSize(record), recordText(record)]).toEqual([hashText(text), text.length, text]);
  });

  it('gives another object for another text of the same record', () => {
    const pool = new RecordPool();
    const records = ['Shots', 'Stone'].map((title) => pool.take(textOf('a', title), hashText(textOf('a', title))));
    expect(records.map(titleOf)).toEqual(['Shots', 'Stone']);
  });

  it('is not misled by a forged hash: neither about another record of the same length nor about the same one', () => {
    const pool = new RecordPool();
    const texts = [textOf('a', 'Shots'), textOf('b', 'Stone'), textOf('a', 'Stone')];
    expect(new Set(texts.map(({ length }) => length)).size).toBe(1);
    for (const text of [...texts, ...texts]) expect(recordText(pool.take(text, 7))).toBe(text);
  });

  it('holds what was asked for lately or is held by a picture, and lets go of the rest', async () => {
    const pool = new RecordPool();
    const text = (index: number) => textOf(String(index).padStart(6, '0'), 'Shots');
    const take = (index: number) => pool.take(text(index), hashText(text(index)));
    const kept = take(0);
    const left = Array.from({ length: 200 }, (_, index) => new WeakRef(take(index + 1)));
    const recent = Array.from({ length: 200 }, (_, index) => new WeakRef(take(index + 201)));
    for (let index = 401; index <= 20_200; index++) take(index);
    await collectGarbage();
    expect(left.filter((each) => each.deref()).length).toBeLessThan(20);
    expect(recent.every((each) => each.deref())).toBe(true);
    expect(take(0)).toBe(kept);
    expect(recordText(take(1))).toBe(text(1));
  });
});

/** What is weakly held stays until the turn in which it was looked at has ended. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
}
