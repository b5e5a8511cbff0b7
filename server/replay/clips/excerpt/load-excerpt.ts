import { clipTailMs, type ExcerptCounts } from '#shared/protocol/clips.ts';
import type { Truth } from '#shared/replay/moment.ts';
import type { MarkingTally } from '../marking-tally.ts';
import { ClipDamage } from '../package/read-package.ts';
import { Slices } from '../slices.ts';
import { type Excerpt, ExcerptState } from './excerpt.ts';
import { type FixValues, parseLine } from './excerpt-line.ts';

const mostLineBytes = 2 * 1024 * 1024;
const leastLineBytes = 20;
/** Of longer lines each is waited after. */
const longLineBytes = 4_096;
const linesBetweenCheckpoints = 50_000;
const newLine = 10;

export type ExcerptFile = {
  truth: Truth;
  bytes: Buffer;
  counts: ExcerptCounts | undefined;
  from: number;
  to: number;
  tally: MarkingTally;
};

/** The lines of an excerpt → columns in memory. Whatever is not as an excerpt has to be is damage, named with its line. */
export async function loadExcerpt(file: ExcerptFile): Promise<Excerpt> {
  const { truth, bytes, counts = { records: 0, facts: 0, fixes: 0 } } = file;
  const length = counts.records + counts.facts + counts.fixes;
  // Before anything is made room for.
  if (length * leastLineBytes > bytes.length) throw new ClipDamage('counts', `${truth} has not so many lines`);
  const excerpt: Excerpt = {
    ...{ truth, at: new Float64Array(length), items: new Int32Array(length), changes: [], keys: [] },
    ...{ trackOf: new Int32Array(counts.fixes), rows: makeColumns(counts.fixes), checkpoints: [] },
  };
  const slices = new Slices();
  await fill(excerpt, file, slices);
  await check(excerpt, slices);
  return excerpt;
}

async function fill(excerpt: Excerpt, { truth, bytes, from, to, tally }: ExcerptFile, slices: Slices): Promise<void> {
  const { at, items, changes, keys, trackOf, rows } = excerpt;
  const mostChanges = items.length - trackOf.length;
  const fault = (line: number, detail: string) => new ClipDamage('lines', `line ${line + 1} of ${truth} ${detail}`);
  const numbers = new Map<string, number>();
  let [line, row, last] = [0, 0, from];
  for (let start = 0; start < bytes.length; line++) {
    const stop = bytes.indexOf(newLine, start);
    if (stop < 0 || stop - start > mostLineBytes) throw fault(line, 'does not end');
    const parsed = parseLine(bytes.toString('utf8', start, stop));
    if (!parsed) throw fault(line, 'cannot be read');
    const isFix = 'fix' in parsed;
    const end = isFix && truth === 'happened' ? to + clipTailMs : to;
    if (parsed.at < last || parsed.at > end) throw fault(line, 'is out of its time');
    if (isFix ? row >= trackOf.length : changes.length >= mostChanges)
      throw new ClipDamage('counts', `${truth} has more lines`);
    last = parsed.at;
    at[line] = last;
    if (isFix) {
      const [key] = parsed.fix;
      let number = numbers.get(key);
      if (number === undefined) {
        number = keys.push(key) - 1;
        numbers.set(key, number);
      }
      trackOf[row] = number;
      setRow(rows, row, parsed.fix);
      items[line] = row++;
    } else {
      if (parsed.change.kind === 'put') tally.add(parsed.change.record.marking);
      items[line] = -changes.push(parsed.change);
    }
    start = stop + 1;
    await slices.turn(stop - start > longLineBytes ? 1 : 32);
  }
  if (line !== items.length || row !== trackOf.length) throw new ClipDamage('counts', `${truth} has fewer lines`);
}

/** Goes through it once: every fix is of a track that is there. Leaves checkpoints on the way. */
async function check(excerpt: Excerpt, slices: Slices): Promise<void> {
  const { checkpoints, items, keys } = excerpt;
  const state = new ExcerptState(new Map(), new Int32Array(keys.length).fill(-1), 0);
  checkpoints.push(new ExcerptState(state.records, state.latest, 0));
  let next = linesBetweenCheckpoints;
  while (state.line < items.length) {
    if (state.line >= next) {
      checkpoints.push(new ExcerptState(state.records, state.latest, state.line));
      // One costs what is in the picture: with much in it they are further apart.
      next = state.line + Math.max(linesBetweenCheckpoints, state.records.size, keys.length);
    }
    const line = state.line + 1;
    if (!state.step(excerpt)) throw new ClipDamage('lines', `line ${line} of ${excerpt.truth} is of no track`);
    await slices.turn(512);
  }
}

function makeColumns(length: number): Excerpt['rows'] {
  return {
    observedAt: new Float64Array(length),
    longitudeE6: new Int32Array(length),
    latitudeE6: new Int32Array(length),
    course: new Uint16Array(length),
    speed: new Uint16Array(length),
    accuracy: new Uint16Array(length),
    altitude: new Int16Array(length),
    freshness: new Uint8Array(length),
  };
}

function setRow(rows: Excerpt['rows'], row: number, fix: FixValues): void {
  const [, observedAt, longitude, latitude, course, speed, accuracy, altitude, freshness] = fix;
  rows.observedAt[row] = observedAt;
  rows.longitudeE6[row] = longitude;
  rows.latitudeE6[row] = latitude;
  rows.course[row] = course;
  rows.speed[row] = speed;
  rows.accuracy[row] = accuracy;
  rows.altitude[row] = altitude;
  rows.freshness[row] = freshness;
}
