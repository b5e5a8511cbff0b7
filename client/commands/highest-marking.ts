import { classifications, type Marking, unmarked } from '#shared/schema/marking.ts';
import { recordKinds, type ShownKind } from '../format/record-kinds.ts';
import type { LiveStore } from '../store/live/live-store.ts';

const kept = new WeakMap<readonly unknown[], number>();

/** Classified as what is shown is; to whom it may be released, a person says. */
export function markingOf(store: LiveStore): Marking {
  return { ...unmarked, classification: classifications[highestMarking(store)]! };
}

/** Index into `classifications` of the highest marking held; looked for anew only in kinds that changed. */
export function highestMarking(store: LiveStore): number {
  let highest = 0;
  for (const kind of Object.keys(recordKinds) as ShownKind[]) {
    const records = store.recordsOf(kind);
    let level = kept.get(records);
    if (level === undefined) {
      level = records.reduce(
        (most, record) => Math.max(most, classifications.indexOf(record.marking.classification)),
        0,
      );
      kept.set(records, level);
    }
    highest = Math.max(highest, level);
  }
  return highest;
}
