import { describe, expect, it } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { ClipPicture } from './clip-picture.ts';
import type { Excerpt } from './excerpt/excerpt.ts';
import { loadExcerpt } from './excerpt/load-excerpt.ts';
import { MarkingTally } from './marking-tally.ts';

const from = Date.UTC(2026, 10, 20);
const to = from + 3_600_000;
const count = 6_000;

/** Roads that are all closed after half an hour, and tracks that are all there from then on. */
async function makeExcerpt(truth: Truth): Promise<Excerpt> {
  const middle = from + 1_800_000;
  const frame = { source: 'desk', messageId: 'm', actor: 'local', observedAt: from, knownAt: from, marking: unmarked };
  const road = (index: number, at: number, state: string) => {
    const id = `r${index}`;
    const put = { key: `road/${id}`, kind: 'road', id, ...frame, sequence: 1, version: 1, body: { roadId: id, state } };
    return JSON.stringify({ at, put });
  };
  const track = (index: number) => {
    const id = `desk/t${index}`;
    const body = { trackType: 'vehicle', intervalMs: 3_600_000 };
    return JSON.stringify({
      at: middle,
      put: { key: `track/${id}`, kind: 'track', id, ...frame, sequence: 0, version: 1, body },
    });
  };
  const each = Array.from({ length: count }, (_, index) => index);
  const lines = [
    ...each.map((index) => road(index, from, 'open')),
    ...each.map((index) => road(index, middle, 'closed')),
    ...each.map(track),
    ...each.map((index) =>
      JSON.stringify({ at: middle, fix: [`track/desk/t${index}`, middle, index, 1, 0, 0, 0, 0, 0] }),
    ),
  ];
  return loadExcerpt({
    ...{ truth, from, to, tally: new MarkingTally() },
    bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
    counts: { records: count, facts: 2 * count, fixes: count },
  });
}

describe('the picture of a heavy clip', () => {
  it('is told in parts, and whoever is told holds the same when a moment has come', async () => {
    const excerpts = { known: await makeExcerpt('known'), happened: await makeExcerpt('happened') };
    const clip = new ClipPicture(async (truth) => excerpts[truth]);
    const told = new Picture();
    let largest = 0;
    clip.listen(({ changes, slots }) => {
      largest = Math.max(largest, changes.length + slots.length);
      for (const change of changes) told.apply(change);
      for (const slot of slots) told.tracks.copyRow(clip.picture.tracks, slot, slot);
    });
    const seek = (truth: Truth, at: number) => clip.seek({ truth, at, by: to });
    expect(await seek('known', to)).toBe(true);
    expect([told.records.size, told.hash()]).toEqual([2 * count, clip.picture.hash()]);
    expect(await seek('known', from)).toBe(true);
    expect([told.records.size, told.hash()]).toEqual([count, clip.picture.hash()]);
    // Given up on the way, again and again; the last one decides.
    for (let pauses = 1; pauses < 12; pauses += 2) {
      const given = seek('happened', to);
      for (let turn = 0; turn < pauses; turn++) await new Promise((resolve) => setImmediate(resolve));
      const last = seek('happened', from);
      await given;
      expect(await last).toBe(true);
      expect([told.records.size, told.hash()]).toEqual([count, clip.picture.hash()]);
      expect(told.records.get('road/r7')).toMatchObject({ body: { state: 'open' } });
    }
    expect(largest).toBeLessThanOrEqual(4_000);
  }, 30_000);
});
