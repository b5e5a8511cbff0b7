import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Marking, unmarked } from '#shared/schema/marking.ts';
import type { Committed, EventLog } from '../log/event-log.ts';
import { openEventLog } from '../log/open-event-log.ts';
import { makeMetrics } from '../metrics/metrics.ts';
import { type Door, Ingest, Overloaded } from './ingest.ts';

const now = 1_790_000_000_000;
const door: Door = { name: 'test', actor: 'tester', defaultSource: 'test' };

describe('ingest', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vedette-ingest-'));
  const commits: Committed[] = [];
  const faults: Error[] = [];
  let log: EventLog;
  let ingest: Ingest;
  let second = 0;

  beforeAll(async () => {
    log = await openEventLog({ dataDir, isExercise: true, now: () => now, onFault: (error) => faults.push(error) });
    ingest = new Ingest({
      log,
      metrics: makeMetrics(),
      now: () => now,
      onCommitted: (committed) => commits.push(committed),
    });
  });
  afterAll(async () => {
    await log.close();
    rmSync(dataDir, { recursive: true, force: true });
    expect(faults).toEqual([]);
  });

  const time = (ago: number) => new Date(now - ago * 1_000).toISOString();
  const position = (changes: Record<string, unknown> = {}) => ({
    kind: 'position',
    trackId: 't',
    position: [1, 15],
    observedAt: time(++second),
    ...changes,
  });
  const site = (messageId: string) => ({
    kind: 'site',
    messageId,
    siteId: 's',
    name: 'Camp',
    type: 'camp',
    position: [1, 2],
    observedAt: time(1),
  });

  /** The descriptor under which the last fix of a commit was stored. */
  async function described(report: Record<string, unknown>) {
    const [result] = await ingest.submit([report], door);
    expect(result!.status).toBe('accepted');
    return log.descriptors[commits.at(-1)!.fixes!.descriptor[0]!]!;
  }

  it('answers for each report in its place, and the same sequence to whoever sends again', async () => {
    const batch = [site('m1'), position(), { kind: 'unicorn' }, site('m1')];
    const first = await ingest.submit(batch, door);
    expect(first.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'refused', 'duplicate']);
    const again = await ingest.submit(batch, door);
    expect(again.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'refused', 'duplicate']);
    const sequences = (results: typeof first) =>
      results.map((each) => ('sequence' in each ? each.sequence : undefined));
    expect(sequences(again)).toEqual(sequences(first));
  });

  it('shares one commit among requests that come together', async () => {
    const before = commits.length;
    await Promise.all(Array.from({ length: 50 }, () => ingest.submit([position()], door)));
    expect(commits.length - before).toBeLessThanOrEqual(2);
  });

  it('gives several reports under one idempotency key an id each', async () => {
    const sites = [1, 2, 3].map(() => ({ ...site('x'), messageId: undefined }));
    const results = await ingest.submit(sites, { ...door, fallbackMessageId: 'key' });
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('never takes one marking for another that looks like it', async () => {
    const markings: Marking[] = [
      { ...unmarked, releasableTo: ['a', 'b'] },
      { ...unmarked, releasableTo: ['a,b'] },
      { ...unmarked, releasableTo: ['a'], originator: 'm\nb' },
      { ...unmarked, releasableTo: ['a'], originator: 'm' },
      { ...unmarked, originator: 'm' },
    ];
    for (const marking of markings) expect((await described(position({ marking }))).marking).toEqual(marking);
    for (const marking of markings) expect((await described(position({ marking }))).marking).toEqual(marking);
  });

  it('never takes one track for another whose names run together', async () => {
    expect(await described(position({ trackId: 'b\nc' }))).toMatchObject({ trackId: 'b\nc' });
    expect(await described(position({ trackId: 'b', callSign: 'c\n' }))).toMatchObject({
      trackId: 'b',
      callSign: 'c\n',
    });
    expect(await described(position({ trackId: 'b', callSign: 'c', unit: 'd' }))).toMatchObject({
      callSign: 'c',
      unit: 'd',
    });
  });

  it('refuses more than fifty thousand waiting rows, and stores nothing of what it refused', async () => {
    const before = log.sequence;
    const many = Array.from({ length: 50_000 }, (_, index) => position({ trackId: `many-${index}` }));
    const accepted = ingest.submit(many, door);
    await expect(ingest.submit([position()], door)).rejects.toThrow(Overloaded);
    expect((await accepted).every(({ status }) => status === 'accepted')).toBe(true);
    expect(log.sequence).toBe(before + 50_000);
    expect((await ingest.submit([position()], door))[0]!.status).toBe('accepted');
  });
});
