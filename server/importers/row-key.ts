import { createHash } from 'node:crypto';

/** Longest id a report may carry. */
const idLength = 128;

/** Hex digest of what a row says; 40 digits, so that two rows never share one by accident. */
function hashContent(content: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 40);
}

/**
 * Key of rows that carry no id: a hash of the content, and from the second of identical rows on their ordinal. The same
 * file again gives the same keys. Holds one number for each different row of a file.
 */
export function makeRowKeys(): (content: readonly string[]) => string {
  const count = makeOrdinals();
  return (content) => {
    const digest = hashContent(content);
    const ordinal = count(digest);
    return ordinal === 1 ? digest : `${digest}-${ordinal}`;
  };
}

/** How often a key was asked for, this time included. */
export function makeOrdinals(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const ordinal = (counts.get(key) ?? 0) + 1;
    counts.set(key, ordinal);
    return ordinal;
  };
}

/** An id from names: no blanks, at most as long as an id may be; what had to be shortened stays distinct by a hash. */
export function makeId(...parts: readonly string[]): string {
  const id = parts.map((part) => part.trim().replace(/[\s/]+/g, '-')).join('-');
  return id.length <= idLength ? id : `${id.slice(0, idLength - 17)}-${hashContent([id]).slice(0, 16)}`;
}
