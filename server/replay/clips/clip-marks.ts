import type { PictureRecord } from '#shared/picture/record.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { markOf, type TimelineMark } from '#shared/schema/timeline-marks.ts';
import { canSee, type Viewer } from '../../access/viewer.ts';
import type { Excerpt } from './excerpt/excerpt.ts';
import type { LoadedClip } from './load-clip.ts';
import { Slices } from './slices.ts';

/** Something of a clip that the timeline marks, by the time of its truth. */
export type ClipMark = { at: number; key: string; mark: TimelineMark; record: PictureRecord };

/** Occurrences are where they happened; what was only concluded is where it became known. */
const occurrences: readonly TimelineMark[] = ['attack', 'incident', 'casevac'];

/** What the timeline of a clip counts. A record counts once, when it comes or turns into what is marked, and while it stands. */
export async function findMarks({ excerpts }: LoadedClip, wanted?: Truth): Promise<ClipMark[]> {
  if (wanted) return excerpts[wanted] ? marksOf(excerpts[wanted]) : [];
  const happened = excerpts.happened && (await marksOf(excerpts.happened));
  const known = excerpts.known && (await marksOf(excerpts.known));
  if (!happened || !known) return happened ?? known ?? [];
  const isOccurrence = ({ mark }: ClipMark) => occurrences.includes(mark);
  return [...happened.filter(isOccurrence), ...known.filter((each) => !isOccurrence(each))].sort((a, b) => a.at - b.at);
}

export function visibleMarks(marks: readonly ClipMark[], viewer: Viewer): ClipMark[] {
  return marks.filter(({ record }) => canSee(viewer, record));
}

/** In bins of equal length, as `GET /timeline` answers. */
export function countClipMarks(
  marks: readonly ClipMark[],
  { from, to, bins }: { from: number; to: number; bins: number },
): Partial<Record<TimelineMark, number[]>> {
  const counts: Partial<Record<TimelineMark, number[]>> = {};
  for (const { at, mark } of marks) {
    if (at < from || at >= to) continue;
    counts[mark] ??= new Array<number>(bins).fill(0);
    counts[mark][Math.floor(((at - from) / (to - from)) * bins)]!++;
  }
  return counts;
}

async function marksOf({ at, items, changes }: Excerpt): Promise<ClipMark[]> {
  const slices = new Slices();
  const first = at[0];
  const last = new Map<string, PictureRecord>();
  const marks: ClipMark[] = [];
  for (let line = 0; line < items.length; line++) {
    await slices.turn(512);
    const item = items[line]!;
    const change = item < 0 ? changes[-1 - item]! : undefined;
    if (change?.kind !== 'put') continue;
    const { record } = change;
    const before = last.get(record.key);
    last.set(record.key, record);
    const mark = markOfRecord(record);
    if (at[line] === first || !mark || (before && markOfRecord(before) === mark)) continue;
    marks.push({ at: at[line]!, key: record.key, mark, record });
  }
  // What was taken back in the end did not happen.
  return marks.filter(({ key }) => !last.get(key)?.retracted);
}

function markOfRecord(record: PictureRecord): TimelineMark | undefined {
  // A case is on the timeline when it was opened, which is when its record comes.
  if (record.kind === 'casevac') return 'casevac';
  if (record.kind === 'track' || record.kind === 'patrol') return undefined;
  return markOf(record.kind, record.body as never);
}
