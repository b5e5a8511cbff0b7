import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/access/viewer.ts';
import { TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const second: Viewer = { actor: 'second', clearance: 'confidential', groups: ['*'] };
const open: Viewer = { actor: 'open', clearance: 'unclassified', groups: [] };

describe('a briefing', () => {
  const server = new TestServer();
  const viewers: TestViewer[] = [];

  beforeAll(async () => {
    server.viewers.set('second', second);
    server.viewers.set('open', open);
    await server.start();
  });
  afterAll(async () => {
    for (const viewer of viewers) viewer.cut();
    await server.stop();
  });

  async function connected(name: string): Promise<TestViewer> {
    const viewer = new TestViewer({ name });
    viewers.push(viewer);
    await viewer.connect(server.url);
    await until('the picture is whole', () => viewer.isWhole);
    return viewer;
  }
  const report = (part: object = {}) => ({
    ...{ kind: 'briefing', messageId: 'm1', observedAt: new Date(server.clock.now()).toISOString() },
    ...{ briefingId: 'gao', title: 'Gao', marking: { classification: 'confidential' } },
    bookmarks: [{ bookmarkId: 'b1', at: '2026-11-12T06:10:31Z', truth: 'known', title: 'First', text: 'Said here' }],
    ...part,
  });
  const titleOf = (viewer: TestViewer) => {
    const record = viewer.picture.records.get('briefing/gao');
    return record?.kind === 'briefing' ? `${record.body.title} ${record.body.state}` : undefined;
  };

  it('is seen by a second viewer who may see it, changed for both, and kept over a restart', async () => {
    const [viewer, other] = await Promise.all([connected('second'), connected('open')]);
    expect((await server.post(report())).results).toMatchObject([{ status: 'accepted' }]);
    expect((await server.post(report())).results).toMatchObject([{ status: 'duplicate' }]);
    await until('the second viewer sees it', () => titleOf(viewer) === 'Gao kept');
    server.clock.advance(1);
    await server.post(report({ messageId: 'm2', title: 'Gao, 12 November' }));
    await until('it is changed', () => titleOf(viewer) === 'Gao, 12 November kept');
    expect(titleOf(other)).toBeUndefined();

    await server.restart();
    expect(titleOf(await connected('second'))).toBe('Gao, 12 November kept');
    expect(titleOf(await connected('open'))).toBeUndefined();
    const listed = await server.get('/briefings', 'second');
    expect(listed.text).toContain('Said here');
    expect((await server.get('/briefings', 'open')).text).not.toContain('Gao');

    server.clock.advance(1);
    await server.post(report({ messageId: 'm3', state: 'deleted' }));
    await until('it is deleted', async () => (await server.get('/briefings', 'second')).text.includes('"deleted"'));
  });

  it('is refused in words when it is bad', async () => {
    const bad = report({ messageId: 'm9', bookmarks: [{ bookmarkId: 'b', at: 'noon', truth: 'known', title: 'x' }] });
    const [result] = (await server.post([bad])).results;
    expect(result).toMatchObject({ status: 'refused', problem: { name: 'invalid-report' } });
    expect(JSON.stringify(result)).toContain('bookmarks.0.at');
  });
});
