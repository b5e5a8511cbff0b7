import { UnreadableFileError } from './import-format.ts';

/**
 * JSON text in pieces → its parts, one at a time, so that a file of any size is read in bounded memory. Parts are the
 * elements of the root array, or the members of the root object; members named in `lists` are given element by element.
 * An element that is too long, too deep or not JSON is a `fault` of its own and the next one is read as if nothing
 * happened; a fault of the frame around them throws `UnreadableFileError` with its line.
 */
export type JsonPart =
  | { kind: 'member'; key: string; value: unknown; line: number }
  /** `list` is the member's key, empty for the root array; `number` counts from 1. */
  | { kind: 'element'; list: string; number: number; value: unknown; line: number }
  | { kind: 'fault'; list: string; number: number; detail: string; line: number };

export async function* readJsonParts(
  text: AsyncIterable<string>,
  lists: readonly string[] = [],
): AsyncGenerator<JsonPart> {
  const splitter = new JsonSplitter(lists);
  for await (const piece of text) {
    splitter.write(piece);
    yield* splitter.take();
  }
  splitter.end();
}

/** The parts that a cut-off beginning of JSON text holds whole; a fault ends them silently. */
export function peekJsonParts(head: string, lists: readonly string[] = []): JsonPart[] {
  const splitter = new JsonSplitter(lists);
  try {
    splitter.write(head.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return splitter.take();
}

const maxElementCharacters = 1_048_576;
const maxMemberCharacters = 16_777_216;
const maxDepth = 32;

type Mode = 'start' | 'key-or-end' | 'key' | 'colon' | 'value-or-end' | 'value' | 'inside' | 'after' | 'done';

class JsonSplitter {
  #parts: JsonPart[] = [];
  #mode: Mode = 'start';
  #isRootArray = false;
  /** Key of the list being read, empty for the root array, undefined outside a list. */
  #list: string | undefined;
  #number = 0;
  #line = 1;
  #key = '';
  #held: string[] = [];
  #heldCharacters = 0;
  #startLine = 1;
  #depth = 0;
  #deepest = 0;
  #isInString = false;
  #isEscaped = false;
  readonly #lists: readonly string[];

  constructor(lists: readonly string[]) {
    this.#lists = lists;
  }

  take(): JsonPart[] {
    return this.#parts.splice(0);
  }

  write(text: string): void {
    let from = this.#mode === 'inside' || this.#mode === 'key' ? 0 : -1;
    for (let at = 0; at < text.length; at += 1) {
      const char = text[at]!;
      if (char === '\n') this.#line += 1;
      if (this.#mode === 'inside') {
        const end = this.#findEnd(char);
        if (end === undefined) continue;
        this.#hold(text.slice(from, end === 'before' ? at : at + 1));
        from = -1;
        this.#finishValue();
        if (end === 'after') continue;
      } else if (this.#mode === 'key') {
        if (!this.#endsString(char)) continue;
        this.#hold(text.slice(from, at + 1));
        from = -1;
        this.#key = this.#parseKey();
        this.#mode = 'colon';
        continue;
      }
      if (char === ' ' || char === '\n' || char === '\r' || char === '\t') continue;
      this.#step(char);
      const mode = this.#mode as Mode;
      if (mode === 'inside' || mode === 'key') from = at;
    }
    if (from >= 0) this.#hold(text.slice(from));
  }

  end(): void {
    if (this.#mode === 'start') throw new UnreadableFileError('there is no JSON in the file', this.#line);
    if (this.#mode !== 'done') throw new UnreadableFileError(`the JSON is cut off at line ${this.#line}`, this.#line);
  }

  /** A character of the frame: outside values and not white space. */
  #step(char: string): void {
    const isInList = this.#list !== undefined;
    switch (this.#mode) {
      case 'start':
        if (char !== '{' && char !== '[') throw this.#fault('the file does not begin like JSON');
        this.#isRootArray = char === '[';
        this.#list = this.#isRootArray ? '' : undefined;
        this.#mode = this.#isRootArray ? 'value-or-end' : 'key-or-end';
        return;
      case 'key-or-end':
        if (char === '}') this.#mode = 'done';
        else if (char === '"') this.#begin('key');
        else throw this.#fault(`a name in quotes is expected, not ${JSON.stringify(char)}`);
        return;
      case 'colon':
        if (char !== ':') throw this.#fault(`a colon is expected, not ${JSON.stringify(char)}`);
        this.#mode = 'value';
        return;
      case 'value':
      case 'value-or-end':
        if (char === ']' && this.#mode === 'value-or-end') {
          this.#endList();
          return;
        }
        if (char === '[' && !isInList && this.#lists.includes(this.#key)) {
          this.#list = this.#key;
          this.#number = 0;
          this.#mode = 'value-or-end';
          return;
        }
        if (',:]}'.includes(char)) throw this.#fault(`a value is expected, not ${JSON.stringify(char)}`);
        this.#begin('inside');
        this.#findEnd(char);
        return;
      case 'after':
        if (char === ',') this.#mode = isInList ? 'value' : 'key-or-end';
        else if (char === ']' && isInList) this.#endList();
        else if (char === '}' && !isInList) this.#mode = 'done';
        else throw this.#fault(`a comma or the end is expected, not ${JSON.stringify(char)}`);
        return;
      default:
        throw this.#fault('text follows the end of the JSON');
    }
  }

  #begin(mode: 'inside' | 'key'): void {
    this.#mode = mode;
    this.#held = [];
    this.#heldCharacters = 0;
    this.#startLine = this.#line;
    this.#depth = 0;
    this.#deepest = 0;
    this.#isInString = mode === 'key';
    this.#isEscaped = false;
  }

  #endList(): void {
    this.#mode = this.#isRootArray ? 'done' : 'after';
    this.#list = undefined;
  }

  /** True when this character closes the string being read. */
  #endsString(char: string): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (char === '\\') this.#isEscaped = true;
    else if (char === '"') {
      this.#isInString = false;
      return true;
    }
    return false;
  }

  /** Whether the value ends with this character or before it. */
  #findEnd(char: string): 'before' | 'after' | undefined {
    if (this.#isInString) return this.#endsString(char) && this.#depth === 0 ? 'after' : undefined;
    if (char === '"') this.#isInString = true;
    else if (char === '{' || char === '[') {
      this.#depth += 1;
      if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    } else if (this.#depth === 0 && /[\s,\]}]/.test(char)) return 'before';
    else if (char === '}' || char === ']') {
      this.#depth -= 1;
      return this.#depth === 0 ? 'after' : undefined;
    }
    return undefined;
  }

  /** Keeps a piece of the value; of one that is too long only its length is kept. */
  #hold(piece: string): void {
    this.#heldCharacters += piece.length;
    if (this.#heldCharacters <= this.#maxCharacters()) this.#held.push(piece);
    else this.#held = [];
  }

  #maxCharacters(): number {
    return this.#list === undefined ? maxMemberCharacters : maxElementCharacters;
  }

  #finishValue(): void {
    this.#mode = 'after';
    const parsed = this.#parseHeld();
    this.#held = [];
    const line = this.#startLine;
    if (this.#list === undefined) {
      if (!parsed.ok) throw new UnreadableFileError(`"${this.#key}" at line ${line}: ${parsed.detail}`, line);
      this.#parts.push({ kind: 'member', key: this.#key, value: parsed.value, line });
      return;
    }
    this.#number += 1;
    const where = { list: this.#list, number: this.#number, line };
    this.#parts.push(
      parsed.ok
        ? { kind: 'element', ...where, value: parsed.value }
        : { kind: 'fault', ...where, detail: parsed.detail },
    );
  }

  #parseHeld(): { ok: true; value: unknown } | { ok: false; detail: string } {
    if (this.#heldCharacters > this.#maxCharacters())
      return { ok: false, detail: `longer than ${Math.round(this.#maxCharacters() / 1_048_576)} MiB` };
    if (this.#deepest > maxDepth) return { ok: false, detail: `nested more than ${maxDepth} levels deep` };
    const text = this.#held.join('');
    try {
      return { ok: true, value: JSON.parse(text) };
    } catch {
      const word = /\b(NaN|-?Infinity)\b/.exec(text)?.[1];
      return { ok: false, detail: word ? `not valid JSON: ${word} is no JSON value` : 'not valid JSON' };
    }
  }

  #parseKey(): string {
    const parsed = this.#heldCharacters > 1_000 ? undefined : this.#parseHeld();
    this.#held = [];
    if (!parsed?.ok) throw this.#fault('a name is not valid');
    return String(parsed.value);
  }

  #fault(detail: string): UnreadableFileError {
    return new UnreadableFileError(`malformed JSON at line ${this.#line}: ${detail}`, this.#line);
  }
}
