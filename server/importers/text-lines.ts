/** A line of text without its break, counted from 1. Of one that is too long only that is known. */
export type TextLine = { line: number; text: string; isTooLong?: true };

/** Text in pieces → lines. At most `maxCharacters` of a line are held, however long it is. */
export async function* readTextLines(pieces: AsyncIterable<string>, maxCharacters: number): AsyncGenerator<TextLine> {
  let held = '';
  let isTooLong = false;
  let line = 1;
  const take = (): TextLine => {
    const text = held.endsWith('\r') ? held.slice(0, -1) : held;
    const found: TextLine = isTooLong ? { line, text: '', isTooLong } : { line, text };
    held = '';
    isTooLong = false;
    line += 1;
    return found;
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', from)) {
      hold(piece.slice(from, at));
      yield take();
      from = at + 1;
    }
    hold(piece.slice(from));
  }
  if (held || isTooLong) yield take();

  function hold(text: string): void {
    isTooLong = isTooLong || held.length + text.length > maxCharacters;
    held = isTooLong ? '' : held + text;
  }
}
