import { connect } from 'node:net';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { protocolVersion } from '#shared/protocol/version.ts';
import { pause, TestServer, until } from './test-server.ts';

type Reply = { status: number; type: string; body: Record<string, unknown> & { results?: Record<string, unknown>[] } };

const json = { 'Content-Type': 'application/json' };
const mebibyte = 1_048_576;

describe('a door refuses by name, counts it, and lets the next one in', () => {
  const server = new TestServer();
  let healthy = 0;

  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(postHealthy);

  async function post(body: string, headers: Record<string, string> = json): Promise<Reply> {
    const response = await fetch(`${server.url}/api/v1/reports`, { method: 'POST', headers, body });
    return {
      status: response.status,
      type: response.headers.get('Content-Type') ?? '',
      body: (await response.json()) as Reply['body'],
    };
  }

  function position(changes: Record<string, unknown> = {}): Record<string, unknown> {
    const observedAt = new Date(server.clock.now()).toISOString();
    return { kind: 'position', trackId: 'v1', observedAt, position: [1, 15], ...changes };
  }

  function site(changes: Record<string, unknown> = {}): Record<string, unknown> {
    const observedAt = new Date(server.clock.now()).toISOString();
    return {
      kind: 'site',
      messageId: 'm1',
      siteId: 's1',
      name: 'Camp',
      type: 'camp',
      position: [1, 15],
      observedAt,
      ...changes,
    };
  }

  async function postHealthy(): Promise<void> {
    const reply = await post(
      JSON.stringify([position({ trackId: `v${++healthy}` }), site({ messageId: `h${healthy}` })]),
    );
    expect(reply.status).toBe(202);
    expect(reply.body.results!.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  }

  const refusals = (reason: string, door = 'http') =>
    server.metric(`vedette_refused_total{door="${door}",reason="${reason}"}`);
  const quarantined = async () => (await server.running.log.read.counts()).quarantined;

  /** The whole request is refused: a problem document, counted once. */
  async function expectProblem(reason: string, status: number, request: () => Promise<Reply>): Promise<Reply> {
    const before = await refusals(reason);
    const reply = await request();
    expect(reply.status).toBe(status);
    expect(reply.type).toContain('application/problem+json');
    expect(reply.body).toMatchObject({ title: reason, status, type: `urn:vedette:problem:${reason}` });
    expect(await refusals(reason)).toBe(before + 1);
    await postHealthy();
    return reply;
  }

  /** The report is refused between two healthy ones, counted once and kept in quarantine. */
  async function expectRefused(reason: string, report: unknown): Promise<string> {
    const [counted, kept] = [await refusals(reason), await quarantined()];
    const around = () => position({ trackId: `around-${++healthy}` });
    const text = typeof report === 'string' ? report : JSON.stringify(report);
    const reply = await post(`[${JSON.stringify(around())},${text},${JSON.stringify(around())}]`);
    expect(reply.status).toBe(202);
    const [first, refused, last] = reply.body.results!;
    expect([first!['status'], refused!['status'], last!['status']]).toEqual(['accepted', 'refused', 'accepted']);
    expect(refused!['problem']).toMatchObject({ name: reason });
    expect(await refusals(reason)).toBe(counted + 1);
    await until('it lies in quarantine', async () => (await quarantined()) === kept + 1);
    return (refused!['problem'] as { detail: string }).detail;
  }

  it('when the JSON is malformed, and keeps the bytes', async () => {
    const kept = await quarantined();
    await expectProblem('malformed-json', 400, () => post('[{"kind": "position", '));
    await expectProblem('malformed-json', 400, () => post('"just text"'));
    await until('both lie in quarantine', async () => (await quarantined()) === kept + 2);
  });

  it('when the body is larger than a mebibyte', async () => {
    await expectProblem('body-too-large', 413, () => post(JSON.stringify(site({ name: 'x'.repeat(2 * mebibyte) }))));
    const padding = mebibyte - JSON.stringify(site({ padding: '' })).length;
    const fits = await post(JSON.stringify(site({ padding: 'x'.repeat(padding) })));
    expect(fits.status).toBe(202);
    await expectProblem('body-too-large', 413, () => post(JSON.stringify(site({ padding: 'x'.repeat(padding + 1) }))));
  });

  it('when there are more than a thousand reports', async () => {
    const sequence = server.running.log.sequence;
    const many = (count: number) =>
      JSON.stringify(Array.from({ length: count }, (_, index) => position({ trackId: `m${index}` })));
    const before = await refusals('too-many-reports');
    const reply = await post(many(1_001));
    expect([reply.status, reply.body['title']]).toEqual([413, 'too-many-reports']);
    expect(await refusals('too-many-reports')).toBe(before + 1);
    expect(server.running.log.sequence).toBe(sequence);
    expect((await post(many(1_000))).body.results).toHaveLength(1_000);
  });

  it.each([
    ['two hundred degrees east', 'invalid-report', () => position({ position: [200, 15] })],
    ['beyond the pole', 'invalid-report', () => site({ position: [1, 90.01] })],
    [
      'of no number',
      'invalid-report',
      () => `{"kind":"position","trackId":"v","observedAt":"2026-11-20T06:10:00Z","position":[1e999,0]}`,
    ],
    ['seen in 1901', 'time-before-record', () => position({ observedAt: '1901-01-01T00:00:00Z' })],
    ['seen in 2099', 'time-in-future', () => site({ observedAt: '2099-01-01T00:00:00Z' })],
    ['seen on a day that is none', 'invalid-report', () => position({ observedAt: '2026-02-31T99:00:00Z' })],
    ['seen at a time without a zone', 'invalid-report', () => site({ observedAt: '2026-11-20T06:10:00' })],
    ['of an unknown kind', 'unknown-kind', () => site({ kind: 'unicorn' })],
    ['of a kind that every object has', 'unknown-kind', () => site({ kind: 'constructor' })],
    [
      'of a kind that only the server writes',
      'unknown-kind',
      () => ({
        kind: 'freshness',
        messageId: 'f',
        observedAt: '2026-11-20T06:10:00Z',
        track: 'http/v1',
        state: 'lost',
        lastObservedAt: 1,
      }),
    ],
    [
      'retiring something from outside',
      'unknown-kind',
      () => ({
        kind: 'retire',
        messageId: 'r',
        observedAt: '2026-11-20T06:10:00Z',
        key: 'track/http/v1',
        reason: 'lost',
        lastObservedAt: 1,
      }),
    ],
    ['without a message id', 'missing-message-id', () => site({ messageId: undefined })],
    ['under the name of the server itself', 'invalid-report', () => site({ source: 'system' })],
    ['of a track under the name of the server itself', 'invalid-report', () => position({ source: 'system' })],
    ['of a track whose source holds a slash', 'invalid-report', () => position({ source: 'a/b' })],
    ['with half of a surrogate pair for a name', 'invalid-report', () => site({ siteId: '\ud800' })],
    ['with half of a surrogate pair for a track', 'invalid-report', () => position({ trackId: '\udc00' })],
    ['with a field nobody knows', 'invalid-report', () => position({ colour: 'red' })],
    ['that is a number', 'invalid-report', () => 7],
    ['that is null', 'invalid-report', () => null],
    [
      'that sets its own prototype',
      'invalid-report',
      () =>
        `{"__proto__":{"polluted":true},"kind":"position","trackId":"p","observedAt":"2026-11-20T06:10:00Z","position":[1,2]}`,
    ],
    [
      'of a site that sets its own prototype',
      'invalid-report',
      () =>
        `{"__proto__":{"polluted":true},"kind":"site","messageId":"p","siteId":"p","name":"p","type":"camp","observedAt":"2026-11-20T06:10:00Z","position":[1,2]}`,
    ],
  ])('when it brings a report %s', async (_what, reason, report) => {
    const detail = await expectRefused(reason, report());
    expect(detail.length).toBeGreaterThan(0);
    expect((Object.prototype as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('when a report is nested a hundred thousand deep', async () => {
    const depth = 100_000;
    const deepArray = '['.repeat(depth) + ']'.repeat(depth);
    await expectRefused('invalid-report', deepArray);
    const deepObject = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const incident = JSON.stringify(site()).slice(0, -1);
    await expectRefused('invalid-report', `${incident},"extra":${deepObject}}`);
  });

  it('when two names would be one in the database, without losing either or its ability to record', async () => {
    const pair = ['\ud800', '\ud801'].map((trackId) => JSON.stringify(position({ trackId })));
    const reply = await post(`[${pair.join(',')}]`);
    expect(reply.body.results!.map(({ status }) => status)).toEqual(['refused', 'refused']);
    expect(server.running.log.isRecording).toBe(true);
  });

  it('when the content is not announced as JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
      await expectProblem('unsupported-media-type', 415, () => post(JSON.stringify(site()), { 'Content-Type': type }));
  });

  it('when a page of another origin or name posts', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      server.url.replace('127.0.0.1', '127.0.0.1.evil.example'),
      server.url.replace(/\d+$/, '1'),
    ])
      await expectProblem('foreign-origin', 403, () => post(JSON.stringify(site()), { ...json, Origin: origin }));
    const own = await post(JSON.stringify(site({ messageId: 'own' })), { ...json, Origin: server.url });
    expect(own.status).toBe(202);
    const before = await refusals('foreign-origin');
    expect(
      await raw(
        'POST /api/v1/reports HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]',
      ),
    ).toMatch(/^HTTP\/1.1 403 [\s\S]*"foreign-origin"/);
    expect(await raw('GET /api/v1/picture HTTP/1.1\r\nHost: evil.example:80\r\n\r\n')).toMatch(/^HTTP\/1.1 403 /);
    expect(await refusals('foreign-origin')).toBe(before + 2);
  });

  /** Sends bytes as they are, and returns what comes within a moment. */
  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
      setTimeout(() => socket.destroy(), 300);
    });
  }

  const upgrade = (headers: string) =>
    raw(
      `GET /stream/?EIO=4&transport=websocket HTTP/1.1\r\n${headers}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );

  it('when a page of another origin or name opens the stream', async () => {
    const { host } = new URL(server.url);
    expect(await upgrade(`Host: ${host}\r\nOrigin: http://${host}\r\n`)).toMatch(/^HTTP\/1.1 101 /);
    const before = await refusals('foreign-origin', 'stream');
    for (const headers of [
      `Host: ${host}\r\nOrigin: https://evil.example\r\n`,
      `Host: ${host}\r\nOrigin: null\r\n`,
      'Host: evil.example\r\n',
    ])
      expect(await upgrade(headers)).toMatch(/^HTTP\/1.1 400 [\s\S]*\r\n\r\nforeign-origin$/);
    expect(await refusals('foreign-origin', 'stream')).toBe(before + 3);
  });

  it('when the stream is asked for by long polling', async () => {
    const answer = await fetch(`${server.url}/stream/?EIO=4&transport=polling`);
    expect(answer.status).toBe(400);
  });

  it('when a client of the stream speaks another version', async () => {
    const open = (auth: object): Promise<string> =>
      new Promise((resolve) => {
        const socket = io(server.url, {
          path: '/stream',
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
          auth,
        });
        socket.on('connect_error', (error) => {
          socket.disconnect();
          resolve(`${error.message}: ${(error as Error & { data?: { detail?: string } }).data?.detail}`);
        });
        socket.on('hello' as never, () => {
          socket.disconnect();
          resolve('hello');
        });
      });
    const before = await refusals('protocol-version', 'stream');
    const strange = [
      { protocol: protocolVersion + 1 },
      { protocol: '1' },
      {},
      { protocol: protocolVersion, profile: 'pigeon' },
      { protocol: protocolVersion, cursor: 'x'.repeat(513) },
      { protocol: protocolVersion, admin: true },
    ];
    for (const auth of strange) expect(await open(auth)).toMatch(/^protocol-version: .+/);
    expect(await refusals('protocol-version', 'stream')).toBe(before + strange.length);
    expect(await open({ protocol: protocolVersion })).toBe('hello');
  });

  it('and has no fault of its own to report after all that', async () => {
    await pause(100);
    expect(server.faults).toEqual([]);
    expect(server.running.log.isRecording).toBe(true);
    expect(await refusals('internal')).toBe(0);
    const { facts, fixes } = await server.running.log.read.counts();
    expect(facts + fixes).toBe(server.running.log.sequence);
  });
});
