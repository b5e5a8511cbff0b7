import type { PictureRecord } from '#shared/picture/record.ts';
import { descriptionOf, recordKinds, type ShownKind } from '../format/record-kinds.ts';
import type { Translate } from '../language/use-text.ts';
import type { LiveStore } from '../store/live-store.ts';

export type Found = { key: string; kind: ShownKind; title: string; record: PictureRecord };

const searchOrder = Object.keys(recordKinds) as ShownKind[];

/** Records whose title, id or place holds the words; those that begin with them come first. At most `limit`. */
export function findRecords(store: LiveStore, words: string, t: Translate, limit: number): Found[] {
  const wanted = fold(words);
  if (!wanted) return [];
  const first: Found[] = [];
  const others: Found[] = [];
  for (const kind of searchOrder) {
    const { titleOf } = descriptionOf(kind);
    for (const record of store.recordsOf(kind)) {
      const title = titleOf(record, t);
      const place = fold(title).indexOf(wanted);
      if (place < 0 && !fold(record.id).includes(wanted)) continue;
      (place === 0 ? first : others).push({ key: record.key, kind, title, record });
      if (first.length >= limit) return first;
    }
  }
  return [...first, ...others].slice(0, limit);
}

/** Letters without case, accents or the marks people leave out. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s_-]/g, '')
    .toLowerCase();
}
