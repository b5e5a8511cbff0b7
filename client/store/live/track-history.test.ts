import { expect, it } from 'vitest';
import { TrackHistory } from './track-history.ts';

const past = { from: 0, to: 60_000 };
const happened = { jumps: 0, truth: 'happened', isClip: false } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve));

function setUp() {
  const asked: { url: string; signal: AbortSignal; answer: (times: string[]) => void }[] = [];
  const history = new TrackHistory(
    (url, { signal } = {}) =>
      new Promise((resolve) => {
        const answer = (times: string[]) =>
          resolve(Response.json({ geometry: { coordinates: times.map((_, at) => [at, 16]) }, properties: { times } }));
        asked.push({ url: String(url), signal: signal as AbortSignal, answer });
      }),
  );
  return { history, asked };
}

it('the past of a track is that of the record, in the present and as happened', async () => {
  const { history, asked } = setUp();
  history.follow('trackers/one', past);
  expect(asked[0]?.url).toContain('/api/v1/tracks/trackers%2Fone?from=1970-01-01T00:00:00.000Z&to=');
  asked[0]!.answer(['1970-01-01T00:00:10.000Z', '1970-01-01T00:00:20.000Z']);
  await settle();
  expect(history.fixes.map(({ at }) => at)).toEqual([10_000, 20_000]);
  history.follow('trackers/one', past, happened);
  expect([asked.length, history.fixes]).toEqual([2, []]);
});

it('what the server cannot tell is not asked: what was known then, what a clip holds, and what is not said to be either', () => {
  const { history, asked } = setUp();
  history.follow('trackers/one', past, { ...happened, truth: 'known' });
  history.follow('trackers/one', past, { ...happened, isClip: true });
  history.follow('trackers/one', past, 3);
  expect(asked).toEqual([]);
});

it('the past of one truth, or from before a jump, is not drawn by another, also when it comes late', async () => {
  const { history, asked } = setUp();
  history.follow('trackers/one', past, happened);
  history.follow('trackers/one', past, happened);
  history.follow('trackers/one', past, { ...happened, jumps: 1 });
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  history.follow('trackers/one', past, { ...happened, jumps: 1, truth: 'known' });
  asked[0]!.answer(['1970-01-01T00:00:10.000Z']);
  asked[1]!.answer(['1970-01-01T00:00:10.000Z']);
  await settle();
  expect(history.fixes).toEqual([]);
});
