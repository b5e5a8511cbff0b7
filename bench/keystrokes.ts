/** What somebody wants, as it stands in the search box after each key. `expects` is the title that must then be found. */
export type Typing = { what: string; boxes: string[]; expects?: string };

/** Letter by letter; `<` takes the last one back. */
function type(what: string, keys: string, expects?: string): Typing {
  const boxes: string[] = [];
  let box = '';
  for (const key of keys) {
    box = key === '<' ? box.slice(0, -1) : box + key;
    if (box) boxes.push(box);
  }
  return { what, boxes, ...(expects ? { expects } : {}) };
}

/** What is typed in a watch: with and without accents and dashes, in two scripts, mistyped, in parts, and in vain. */
export const typings: readonly Typing[] = [
  type('call sign', 'GAO-07', 'GAO-07'),
  type('call sign without its dash', 'kid12', 'KID-12'),
  type('call sign with a space', 'medevac 04', 'MEDEVAC-04'),
  type('incident by its number', 'inc-042137'),
  type('end of an incident number', '099999'),
  type('town', 'gao', 'Gao'),
  type('town with an accent', 'Ménaka', 'Ménaka'),
  type('town without its accent', 'menaka', 'Ménaka'),
  type('town in Arabic', 'أنسونغو', 'Ansongo'),
  type('town in Arabic without hamza', 'انسونغو', 'Ansongo'),
  type('town far away', 'new york city', 'New York City'),
  type('town that many are called', 'san antonio'),
  type('words of a title', 'ied convoy gao'),
  type('words of a title in French', 'engin explosif menaka'),
  type('words of a title in Arabic', 'هجوم على دورية'),
  type('middle of a word', 'onstration'),
  type('mistyped and mended', 'tomv<bp<ouktu<<<ctou', 'Tombouctou'),
  type('coordinates', '16.2717, -0.0447'),
  type('nonsense', 'xqzvwj kk'),
];
