import { performance } from 'node:perf_hooks';
import { fetchPlaces } from '../client/search/fetch-places.ts';
import { RecordSearch } from '../client/search/record-search.ts';
import { buildWhatIsMissing } from '../scripts/build.ts';
import type { Benchmark } from './benchmark.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';
import { typings } from './keystrokes.ts';
import { type LinearScan, makeLinearScan } from './linear-scan.ts';
import { withRunFolder } from './run-folder.ts';
import { makeSearchRecords, type SearchRecords } from './search-records.ts';
import { startServerProcess } from './server-process.ts';

const counts = { incidents: 100_000, tracks: 5_000, places: 171_075 };
const goalMs = 50;
const runs = { quick: 3, full: 7 };
/** As many as the list shows. */
const limits = { records: 5, places: 6 };
const near = [-0.04, 16.27] as const;
const t = (id: string) => id;

type Run = { whole: number[]; records: number[]; places: number[]; scan: number[]; prepareMs: number };

/**
 * Somebody types, letter by letter, while incidents arrive. How long each key takes until everything is found: the
 * records by the code of the client, then the places by the server over HTTP, one after the other as the page does it.
 */
export const measureSearch: Benchmark = async ({ isQuick, say }) => {
  await buildWhatIsMissing({ only: ['places'] });
  const records = makeSearchRecords(counts);
  const scan = makeLinearScan(records.store);
  say(`${counts.incidents} incidents, ${counts.tracks} tracks, ${scan.placeCount} places`);
  const measured: Run[] = [];
  const faults: string[] = [];
  await withRunFolder(async (folder) => {
    const server = await startServerProcess(folder, { mission: 'exercise' });
    try {
      // The first is not counted: it loads the places and compiles.
      for (let run = 0; run <= (isQuick ? runs.quick : runs.full); run++) {
        const one = await typeAll({ records, scan, origin: server.url, faults });
        say(`search, run ${run}: ${describe(one)}`);
        if (run > 0) measured.push(one);
      }
    } finally {
      await server.stop();
    }
  });
  for (const fault of new Set(faults)) say(fault);
  const p95 = (part: (run: Run) => number[]) => medianOf(measured.map((run) => percentileOf(part(run), 0.95)));
  const ms = (value: number) => atMost(goalMs, 'ms', value);
  return {
    keystrokeP95: ms(p95(({ whole }) => whole)),
    keystrokeMedian: ms(medianOf(measured.map(({ whole }) => medianOf(whole)))),
    recordsP95: ms(p95((run) => run.records)),
    placesP95: ms(p95(({ places }) => places)),
    linearScanP95: ms(p95(({ scan }) => scan)),
    timesLinearScan: atLeast(1, 'times', medianOf(measured.map(({ scan, whole }) => sumOf(scan) / sumOf(whole)))),
    overlooked: atMost(0, 'searches', faults.length),
    placesSearched: atLeast(counts.places, 'places', scan.placeCount),
    preparation: atMost(2_000, 'ms', medianOf(measured.map(({ prepareMs }) => prepareMs))),
  };
};

async function typeAll(given: {
  records: SearchRecords;
  scan: LinearScan;
  origin: string;
  faults: string[];
}): Promise<Run> {
  const { records, scan, origin, faults } = given;
  const search = new RecordSearch(records.store);
  const startedAt = performance.now();
  search.prepare(t);
  const run: Run = { whole: [], records: [], places: [], scan: [], prepareMs: performance.now() - startedAt };
  for (const { what, boxes, expects } of typings) {
    records.addIncident();
    let titles: string[] = [];
    for (const box of boxes) {
      const keyAt = performance.now();
      const kinds = search.find(box, t, limits.records);
      const recordsAt = performance.now();
      const signal = new AbortController().signal;
      const places = await fetchPlaces(box, { near, limit: limits.places, signal, origin });
      const placesAt = performance.now();
      const scanned = scan.records(box);
      const scannedPlaces = scan.places(box);
      run.scan.push(performance.now() - placesAt);
      run.records.push(recordsAt - keyAt);
      run.places.push(placesAt - recordsAt);
      run.whole.push(placesAt - keyAt);
      if (!places?.ok) throw new Error(`the places did not answer for "${box}"`);
      const total = kinds.reduce((sum, kind) => sum + kind.total, 0);
      if (total < scanned) faults.push(`"${box}" (${what}): ${total} records, of ${scanned} that hold it`);
      if (places.value.length < Math.min(scannedPlaces, limits.places))
        faults.push(`"${box}" (${what}): too few places`);
      titles = [
        ...kinds.flatMap(({ found }) => found.map(({ title }) => title)),
        ...places.value.map(({ name }) => name),
      ];
    }
    if (expects && !titles.includes(expects)) faults.push(`${what}: ${expects} not found, but ${titles.join(', ')}`);
  }
  return run;
}

function describe({ whole, records, places, scan, prepareMs }: Run): string {
  const at = (values: readonly number[]) =>
    [0.5, 0.95, 1].map((share) => percentileOf(values, share).toFixed(1)).join('/');
  const parts = `records ${at(records)}, places ${at(places)}, linear scan ${at(scan)}`;
  return `${whole.length} keys, median/p95/most ${at(whole)} ms: ${parts}; prepared in ${prepareMs.toFixed(0)} ms`;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
