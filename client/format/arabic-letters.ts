/**
 * The map draws labels letter by letter from the left. Arabic is therefore joined, and put into the order of drawing,
 * beforehand. Source: Unicode, Arabic Presentation Forms-B and the bidirectional algorithm, of one level here.
 */
const letters = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي';
/** Of each letter, how many forms it has: alone, at the end, at the beginning, within. */
const formCounts = '122224242444442222444444444444444224';
const firstForm = 0xfe80;
/** Lam and an alef are drawn as one. */
const lamAlef: Record<string, number> = { آ: 0xfef5, أ: 0xfef7, إ: 0xfef9, ا: 0xfefb };
const mirrored: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«' };

const arabic = '[\\u0620-\\u064a\\u066e-\\u06ef]';
const other = `(?:(?!${arabic})[\\p{L}\\p{N}])`;
const between = '[^\\p{L}\\p{N}]';
const isArabic = new RegExp(arabic);
/** Arabic words with what stands between them, other words likewise, and what is left. */
const runs = new RegExp(`${arabic}+(?:${between}+${arabic}+)*|${other}+(?:${between}+${other}+)*|${between}+`, 'gu');
const vowels = /[\u064b-\u0652]/g;

const forms = new Map<string, { code: number; count: number }>();
let code = firstForm;
for (const [index, letter] of [...letters].entries()) {
  const count = Number(formCounts[index]);
  forms.set(letter, { code, count });
  code += count;
}

/** What to draw so that the text reads as it should; text without Arabic is left as it is. */
export function layOutLetters(text: string): string {
  return isArabic.test(text) ? text.split('\n').map(layOutLine).join('\n') : text;
}

function layOutLine(line: string): string {
  const parts = line.replace(vowels, '').match(runs) ?? [];
  const isRightToLeft = isArabic.test(parts.find((part) => /\p{L}/u.test(part)) ?? '');
  const drawn = parts.map((part) => {
    if (isArabic.test(part)) return reverse(joinLetters(part));
    return isRightToLeft && !/[\p{L}\p{N}]/u.test(part) ? reverse(part) : part;
  });
  return (isRightToLeft ? drawn.reverse() : drawn).join('');
}

function reverse(text: string): string {
  return [...text]
    .reverse()
    .map((letter) => mirrored[letter] ?? letter)
    .join('');
}

/** Each letter in the form that its neighbours ask for. */
function joinLetters(run: string): string {
  let joined = '';
  let joinsBefore = false;
  for (let index = 0; index < run.length; index++) {
    const letter = run[index]!;
    const next = run[index + 1] ?? '';
    const form = forms.get(letter);
    const ligature = letter === 'ل' ? lamAlef[next] : undefined;
    if (ligature !== undefined) {
      joined += String.fromCharCode(ligature + Number(joinsBefore));
      joinsBefore = false;
      index++;
    } else if (form) {
      const joinsAfter = form.count === 4 && (forms.get(next)?.count ?? 1) > 1;
      const isJoined = joinsBefore && form.count > 1;
      joined += String.fromCharCode(form.code + Number(isJoined) + 2 * Number(joinsAfter));
      joinsBefore = joinsAfter;
    } else {
      joined += letter;
      joinsBefore = false;
    }
  }
  return joined;
}
