/** Where JSON text goes wrong: line and column count from 1, column in UTF-16 units. */
export type JsonFault = { line: number; column: number; expected: string };

const space = /[ \t\r\n]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The index behind the string that starts at `from`; undefined when none does. */
function endOfString(text: string, from: number): number | undefined {
  if (text[from] !== '"') return undefined;
  let end = from + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  try {
    JSON.parse(text.slice(from, end + 1));
    return end + 1;
  } catch {
    return undefined;
  }
}

/**
 * Finds the first place where a text stops being JSON; undefined when it is JSON. The engine's own message often
 * leaves the place out, and a person correcting a mission pack by hand needs it.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return false;
    at += match[0].length;
    return true;
  };
  const takeString = (): boolean => {
    const end = endOfString(text, at);
    at = end ?? at;
    return end !== undefined;
  };
  const takeSign = (sign: string): boolean => {
    take(space);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const takeKey = (): string | undefined => {
    take(space);
    if (!takeString()) return 'a property name in double quotes';
    return takeSign(':') ? undefined : "':'";
  };
  /** Enters or passes one value; returns what was expected where it cannot. */
  const takeValue = (): string | undefined => {
    take(space);
    if (takeSign('{')) {
      if (takeSign('}')) return closeValues();
      open.push('{');
      return takeKey() ?? 'value';
    }
    if (takeSign('[')) {
      if (takeSign(']')) return closeValues();
      open.push('[');
      return 'value';
    }
    return takeString() || take(scalar) ? closeValues() : 'a value';
  };
  /** After a value: closes what ends here, and says whether another value must follow. */
  const closeValues = (): string | undefined => {
    while (open.length > 0) {
      const inObject = open.at(-1) === '{';
      if (takeSign(',')) return inObject ? (takeKey() ?? 'value') : 'value';
      if (!takeSign(inObject ? '}' : ']')) return inObject ? "',' or '}'" : "',' or ']'";
      open.pop();
    }
    take(space);
    return at < text.length ? 'the end of the file' : undefined;
  };

  let outcome: string | undefined = 'value';
  while (outcome === 'value') outcome = takeValue();
  if (outcome === undefined) return undefined;
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n'), expected: outcome };
}
