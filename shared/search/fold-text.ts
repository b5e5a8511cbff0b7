/**
 * Text as searches compare it: lower case, without accents and Arabic vowel marks, alef, yeh and kaf variants as one
 * letter, no tatweel, digits as 0-9, everything else as one space between words. "Ménaka", "MENAKA" and "menaka" are
 * equal, so are "أنسونغو" and "انسونغو", "GAO-07" and "gao_07".
 */
export function foldText(text: string): string {
  if (alreadyFolded.test(text)) return text;
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(leftOut, '')
    .replace(variants, (letter) => plainLetters.get(letter) ?? letter)
    .replace(digits, (digit) => String(digit.charCodeAt(0) & 0x0f))
    .replace(betweenWords, ' ')
    .trim();
}

/** Folded text without the spaces: "gao07" finds "GAO 07", "saintlouis" finds "Saint-Louis". */
export function foldTightly(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

const alreadyFolded = /^[a-z0-9]*(?: [a-z0-9]+)*$/;
/** Combining marks, tatweel, invisible joiners and direction marks, apostrophes and the letters used as such. */
const leftOut = /[\p{M}\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'`´\u02b0-\u02ff\u2018\u2019\u0621]/gu;
const digits = /[\u0660-\u0669\u06f0-\u06f9]/g;
const betweenWords = /[^\p{L}\p{N}]+/gu;

/** Letters that Unicode does not take apart. The Arabic ones are those that are written for one another. */
const plainLetters = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ɓ', 'b'],
  ['ɗ', 'd'],
  ['ƴ', 'y'],
  ['ɲ', 'n'],
  ['ŋ', 'n'],
  ['ɛ', 'e'],
  ['ɔ', 'o'],
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
  ['ہ', 'ه'],
]);
const variants = new RegExp(`[${[...plainLetters.keys()].join('')}]`, 'gu');
