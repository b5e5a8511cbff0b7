import { describe, expect, it } from 'vitest';
import { layOutLetters } from './arabic-letters.ts';

/** What was drawn, read back: from the right, each form as its letter. */
const readBack = (drawn: string) => [...drawn].reverse().join('').normalize('NFKC');
const codes = (text: string) => [...text].map((letter) => letter.codePointAt(0)!.toString(16));

describe('Arabic on the map', () => {
  it('is drawn from the right in letters that join as their neighbours ask', () => {
    expect(codes(layOutLetters('غاو'))).toEqual(['feed', 'fe8e', 'fecf']);
    expect(codes(layOutLetters('كمين'))).toEqual(['fee6', 'fef4', 'fee4', 'fedb']);
    expect(codes(layOutLetters('سلام'))).toEqual(['fee1', 'fefc', 'feb3']);
    expect(readBack(layOutLetters('حادث أمني'))).toBe('حادث أمني');
  });

  it('keeps figures and call signs in their own direction, each line by itself', () => {
    expect(layOutLetters('LION-3\nلم')).toBe(`LION-3\n${layOutLetters('لم')}`);
    const mixed = layOutLetters('كمين، 12.4 km (غاو)');
    expect(mixed).toContain('12.4 km');
    expect(mixed.startsWith('(')).toBe(true);
    expect(readBack(mixed).startsWith('كمين، ')).toBe(true);
    expect(layOutLetters('GAO-07 غاو')).toBe(`GAO-07 ${layOutLetters('غاو')}`);
  });

  it('leaves vowel signs away and other writings alone', () => {
    expect(layOutLetters('يُرسل')).toBe(layOutLetters('يرسل'));
    expect(layOutLetters('Ménaka · 12 min')).toBe('Ménaka · 12 min');
  });
});
