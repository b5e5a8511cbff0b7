import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allEnglish as en } from './all-english.ts';
import { ar } from './ar/catalogue.ts';
import { fr } from './fr/catalogue.ts';
import type { MessageId } from './use-text.ts';

const sources = globSync('client/**/*.{ts,tsx}')
  .filter((file) => !/\.test\.ts$|client[\\/]language[\\/](all-english|en|fr|ar)/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const all = sources.map(({ text }) => text).join('\n');
/** Ids made at run time, as `prefix.${value}`. */
const prefixes = [...all.matchAll(/`([a-zA-Z]+\.)\$\{/g)].map((match) => match[1]!);
const ids = Object.keys(en);

const isUsed = (id: string) => all.includes(`'${id}'`) || prefixes.some((prefix) => id.startsWith(prefix));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();

describe('the catalogues', () => {
  it.each([
    ['fr', fr],
    ['ar', ar],
  ] as const)('%s has the messages of English, none missing and none over', (_name, catalogue) => {
    expect(Object.keys(catalogue).sort()).toEqual([...ids].sort());
    expect(Object.entries(catalogue).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each([
    ['fr', fr],
    ['ar', ar],
  ] as const)('%s uses the same values in each message', (_name, catalogue) => {
    const plain = ids.filter((id) => !en[id as MessageId].includes('plural'));
    for (const id of plain as MessageId[])
      expect([id, ...placeholders(catalogue[id])]).toEqual([id, ...placeholders(en[id])]);
  });

  it('holds no message that nothing uses', () => {
    expect(ids.filter((id) => !isUsed(id))).toEqual([]);
    expect(isUsed('no.such')).toBe(false);
  });

  it('is asked for no message that it has not got', () => {
    const asked = [...all.matchAll(/\bt\(\s*'([^']+)'/g), ...all.matchAll(/(?:label|title): '([a-zA-Z]+\.[^']+)'/g)];
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.map((match) => match[1]!).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('leaves no words of a person’s language in the markup', () => {
    const literal = />\s*[A-Za-z][A-Za-z ,.]{2,}\s*</;
    const found = sources.filter(({ file, text }) => file.endsWith('.tsx') && literal.test(text.replace(/=>/g, '')));
    expect(found.map(({ file }) => file)).toEqual([]);
    expect(literal.test('<p>Hello there</p>')).toBe(true);
  });
});
