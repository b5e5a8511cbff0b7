import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportResult } from '#shared/protocol/http.ts';
import { type ImportProgress, type ImportSink, runImport } from './run-import.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/import');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-run-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

class Busy extends Error {
  readonly isRetryable: boolean;
  constructor(isRetryable: boolean) {
    super('busy');
    this.isRetryable = isRetryable;
  }
}

/** A store that keeps keys as the log does: message id, or track and time. */
function makeStore(fail: (call: number) => Error | undefined = () => undefined, keys = new Set<string>()) {
  const batches: number[] = [];
  const sources = new Set<unknown>();
  let calls = 0;
  const sink: ImportSink = async (reports) => {
    const error = fail(calls++);
    if (error) throw error;
    batches.push(reports.length);
    return reports.map((report): ReportResult => {
      const { messageId, trackId, observedAt, source, position } = report as Record<string, unknown>;
      if ((position as number[])?.[1] === 13)
        return { status: 'refused', problem: { name: 'time-in-future', detail: `observedAt ${observedAt} is ahead` } };
      sources.add(source);
      const key = JSON.stringify(messageId ?? [trackId, observedAt]);
      const status = keys.has(key) ? 'duplicate' : 'accepted';
      keys.add(key);
      return { status, sequence: keys.size };
    });
  };
  return { sink, keys, batches, sources };
}

async function makeTrack(points: number, latitude = 1): Promise<string> {
  const path = join(folder, `track-${points}-${latitude}.gpx`);
  const lines = Array.from(
    { length: points },
    (_, index) =>
      `<trkpt lat="${latitude}" lon="2"><time>${new Date(1.7e12 + index * 1_000).toISOString()}</time></trkpt>`,
  );
  await writeFile(path, `<gpx><trk><name>t</name><trkseg>\n${lines.join('\n')}\n</trkseg></trk></gpx>`);
  return path;
}

describe('running an import', () => {
  it('counts accepted, duplicate and refused rows, with reasons and their first lines', async () => {
    const store = makeStore();
    const summary = await runImport({ file: join(fixtures, 'track-traps.gpx'), sink: store.sink });
    expect(summary).toMatchObject({ ok: true, value: { format: 'gpx', accepted: 7, duplicate: 1, refused: 9 } });
    expect(summary.ok && summary.value.reasons[0]).toEqual({
      reason: 'invalid-report: lat or lon is outside the globe',
      count: 2,
      firstLines: [21, 22],
    });
  });

  it('adds nothing the second time', async () => {
    const store = makeStore();
    for (const file of ['track-traps.gpx', 'ucdp-traps.csv']) {
      await runImport({ file: join(fixtures, file), sink: store.sink });
      const before = store.keys.size;
      const again = await runImport({ file: join(fixtures, file), sink: store.sink });
      expect(again).toMatchObject({ ok: true, value: { accepted: 0, duplicate: 8 } });
      expect(store.keys.size).toBe(before);
    }
  });

  it('hands in batches of at most 500 and reports its progress in bytes', async () => {
    const store = makeStore();
    const progress: ImportProgress[] = [];
    const file = await makeTrack(1_201);
    await runImport({ file, sink: store.sink, onProgress: (step) => progress.push(step) });
    expect(store.batches).toEqual([500, 500, 201]);
    expect(progress[0]!.phase).toBe('checking');
    const last = progress.at(-1)!;
    expect(last).toMatchObject({ phase: 'loading', bytesRead: last.bytesTotal });
  });

  it('groups refusals of the sink by reason, without the instants in them', async () => {
    const summary = await runImport({ file: await makeTrack(8, 13), sink: makeStore().sink });
    expect(summary).toMatchObject({
      value: {
        refused: 8,
        reasons: [{ reason: 'time-in-future: observedAt is ahead', count: 8, firstLines: [2, 3, 4, 5, 6] }],
      },
    });
  });

  it('puts another source in the reports when told to', async () => {
    const store = makeStore();
    await runImport({ file: join(fixtures, 'ucdp-traps.csv'), sink: store.sink, sourceName: 'ocha' });
    expect([...store.sources]).toEqual(['ocha']);
  });

  it('tries again while the sink is overloaded, and loses nothing', async () => {
    const store = makeStore((call) => (call % 2 === 0 ? new Busy(true) : undefined));
    const file = await makeTrack(1_201);
    const summary = await runImport({ file, sink: store.sink, retryDelaysMs: [1, 1] });
    expect(summary).toMatchObject({ ok: true, value: { accepted: 1_201, duplicate: 0 } });
  });

  it('gives up by name, says how far it came, and continues there when run again', async () => {
    const store = makeStore((call) => (call > 0 ? new Busy(true) : undefined));
    const file = await makeTrack(1_201);
    const stopped = await runImport({ file, sink: store.sink, retryDelaysMs: [1] });
    expect(stopped).toMatchObject({
      ok: false,
      problem: { name: 'overloaded', detail: expect.stringContaining('500 were') },
    });
    const recovered = makeStore(undefined, store.keys);
    const again = await runImport({ file, sink: recovered.sink });
    expect(again).toMatchObject({ ok: true, value: { accepted: 701, duplicate: 500 } });
  });

  it('ends at once on an error that trying again cannot help, and does not hide a fault of the program', async () => {
    const file = await makeTrack(10);
    const final = makeStore(() => new Busy(false));
    expect(await runImport({ file, sink: final.sink })).toMatchObject({ ok: false, problem: { name: 'internal' } });
    const broken = makeStore(() => new TypeError('x is undefined'));
    await expect(runImport({ file, sink: broken.sink })).rejects.toThrow(TypeError);
  });

  it.each([
    'cut-off.gpx',
    'doctype.gpx',
    'ucdp-open-quote.csv',
    'ucdp-no-header.csv',
    'ucdp-latin1.csv',
    'picture-named.csv',
  ])('stores nothing of %s', async (name) => {
    const store = makeStore();
    const summary = await runImport({ file: join(fixtures, name), sink: store.sink });
    expect(summary).toMatchObject({ ok: false, problem: { name: 'unreadable-file' } });
    expect(store.batches).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const store = makeStore(() => {
      abort.abort();
      return new Busy(true);
    });
    const running = runImport({ file: await makeTrack(10), sink: store.sink, signal: abort.signal });
    await expect(running).rejects.toThrow(/abort/i);
  });
});
