import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from './test-server.ts';

const name = 'trackers/GAO-07';
const minuteMs = 60_000;

describe('removing a lost track by a person', () => {
  const server = new TestServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const position = () => ({
    ...{ kind: 'position', source: 'trackers', trackId: 'GAO-07', trackType: 'vehicle', position: [0, 16] },
    observedAt: new Date(server.clock.now()).toISOString(),
  });
  const isHeld = () => server.running.live.picture.records.has(`track/${name}`);
  const problemOf = (text: string) => (JSON.parse(text) as { title: string }).title;

  it('is refused while it is heard, without a reason, and for one that is not there', async () => {
    await server.post(position());
    const heard = await server.send(`/tracks/${name}/retire`, { reason: 'radio is broken' });
    expect([heard.status, problemOf(heard.text)]).toEqual([409, 'not-lost']);
    server.clock.advance(5 * minuteMs);
    expect((await server.send(`/tracks/${name}/retire`, { reason: 'stale only' })).status).toBe(409);
    server.clock.advance(5 * minuteMs);
    for (const body of [{}, { reason: ' ' }, { reason: 7 }, { reason: 'because', more: 1 }, []]) {
      const { status, text } = await server.send(`/tracks/${name}/retire`, body);
      expect([status, problemOf(text)]).toEqual([400, 'invalid-report']);
    }
    const missing = await server.send('/tracks/trackers/NONE/retire', { reason: 'never was' });
    expect([missing.status, problemOf(missing.text)]).toEqual([404, 'not-found']);
    expect(isHeld()).toBe(true);
  });

  it('takes it out of the picture, keeps who and why in the record, and is undone by its next position', async () => {
    const { status, text } = await server.send(`/tracks/${name}/retire`, { reason: 'vehicle handed over at Gao' });
    const answer = JSON.parse(text) as { sequence: number };
    expect([status, isHeld()]).toEqual([202, false]);
    const page = JSON.parse((await server.get('/events?types=retire')).text) as { events: unknown[] };
    expect(page.events).toMatchObject([
      {
        ...{ sequence: answer.sequence, actor: 'local', source: 'watch' },
        body: { key: `track/${name}`, reason: 'removed', remark: 'vehicle handed over at Gao' },
      },
    ]);
    await server.post(position());
    expect(isHeld()).toBe(true);
  });

  it('outlives a restart of the server', async () => {
    server.clock.advance(10 * minuteMs);
    expect((await server.send(`/tracks/${name}/retire`, { reason: 'removed again' })).status).toBe(202);
    await server.restart();
    expect(isHeld()).toBe(false);
  });
});
