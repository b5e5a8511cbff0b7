import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from './test-server.ts';

const name = 'voice/GAO-07';

describe('taking back a position by who reported it', () => {
  const server = new TestServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const begin = Date.now() - 3_600_000;
  const at = (minute: number) => new Date(begin + minute * 60_000).toISOString();
  const report = (minute: number) => ({
    ...{ kind: 'position', source: 'voice', trackId: 'GAO-07', trackType: 'voice', position: [minute / 10, 16] },
    observedAt: at(minute),
  });
  const takeBack = async (minute: number) => {
    const { status, text } = await server.send(`/tracks/${name}/take-back`, { observedAt: at(minute) });
    return { status, answer: JSON.parse(text) as { title?: string; status?: string; sequence?: number } };
  };
  const longitude = () => {
    const { tracks } = server.running.live.picture;
    const slot = tracks.find(name);
    return slot === undefined ? undefined : tracks.longitudeE6[slot]! / 1e6;
  };

  it('puts the track back where it was before, as often as it is asked', async () => {
    for (const minute of [1, 2, 3]) await server.post(report(minute));
    expect(longitude()).toBe(0.3);
    const first = await takeBack(3);
    expect([first.status, first.answer.status, longitude()]).toEqual([202, 'accepted', 0.2]);
    const again = await takeBack(3);
    expect([again.answer.status, again.answer.sequence]).toEqual(['duplicate', first.answer.sequence]);
    expect(longitude()).toBe(0.2);
  });

  it('is refused once a newer one is known, for a track that is not there, and without a time', async () => {
    await server.post(report(5));
    expect(await takeBack(2)).toMatchObject({ status: 409, answer: { title: 'not-newest' } });
    const missing = await server.send('/tracks/voice/NONE/take-back', { observedAt: at(1) });
    expect(missing.status).toBe(404);
    expect((await server.send(`/tracks/${name}/take-back`, {})).status).toBe(400);
    expect(longitude()).toBe(0.5);
  });

  it('passes over what was taken back before, ends with no track at all, and outlives a restart', async () => {
    expect([(await takeBack(5)).status, longitude()]).toEqual([202, 0.2]);
    expect([(await takeBack(2)).status, longitude()]).toEqual([202, 0.1]);
    await server.restart();
    expect(longitude()).toBe(0.1);
    expect([(await takeBack(1)).status, longitude()]).toEqual([202, undefined]);
  });
});
