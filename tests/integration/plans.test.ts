import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PlansAnswer } from '#shared/protocol/case-plans.ts';
import { localViewer, type Viewer } from '../../server/access/viewer.ts';
import { TestServer } from './test-server.ts';

const gao: Position = [-0.04, 16.27];
const at = (kilometres: number): Position => destination(gao, 60, kilometres * 1_000);
const secret = { classification: 'confidential', releasableTo: [], originator: 'mission' };
const outsider: Viewer = { actor: 'outsider', clearance: 'unclassified', groups: [] };

describe('GET /coverage/plans', () => {
  const server = new TestServer();
  const stamp = () => new Date(server.clock.now()).toISOString();

  beforeAll(async () => {
    server.viewers.set('outsider', outsider).set('insider', localViewer);
    await server.start();
    const facility = { tablesFree: 1, landingSite: 'day-and-night', level: '2', position: gao, status: 'open' };
    const asset = { type: 'helicopter', status: 'ready', noticeMinutes: 15, nightCapable: true, medicalCrew: true };
    const reports = [
      { kind: 'facility', facilityId: 'gao', name: 'Gao Level 2', ...facility },
      { kind: 'asset', assetId: 'h1', name: 'H1', position: gao, ...asset },
      { kind: 'asset', assetId: 'h2', name: 'H2', position: at(300), track: 'trackers/h2', ...asset },
      { kind: 'asset', assetId: 'hidden', name: 'H3', position: at(50), marking: secret, ...asset },
      { kind: 'position', trackId: 'h2', source: 'trackers', position: at(40), marking: secret },
      { kind: 'position', trackId: 'p1', source: 'trackers', position: at(45) },
      { kind: 'position', trackId: 'p2', source: 'trackers', position: at(46), marking: secret },
      ...['p1', 'p2'].flatMap((patrolId) => [
        {
          ...{ kind: 'patrol', patrolId, action: 'plan' },
          plan: { callSign: patrolId, tracks: [`trackers/${patrolId}`], route: [{ position: gao }], startAt: stamp() },
        },
        { kind: 'patrol', patrolId, action: 'start' },
      ]),
    ];
    const { results } = await server.post(
      reports.map((report, index) => ({ messageId: `m${index}`, source: 'desk', observedAt: stamp(), ...report })),
    );
    expect(results.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
  });
  afterAll(() => server.stop());

  async function ask(viewer: string, query = ''): Promise<PlansAnswer> {
    const { status, text } = await server.get(`/coverage/plans?position=${at(48).join()}&limit=50${query}`, viewer);
    expect([status, text.slice(0, 200)]).toEqual([200, expect.stringContaining('computedAt')]);
    return JSON.parse(text) as PlansAnswer;
  }
  const flightOf = ({ plans }: PlansAnswer, asset: string) =>
    plans.find(({ mode, assets }) => mode === 'helicopter' && assets.includes(asset));

  it('ranks the ways to surgery with legs, keys and how far they can be relied on', async () => {
    const answer = await ask('insider');
    expect(answer).toMatchObject({ tier: 'surgery', limitSeconds: 7_200, parameters: 0, leftOut: 0 });
    const plan = flightOf(answer, 'asset/h1')!;
    expect(plan).toMatchObject({ facility: 'facility/gao', confidence: 'robust', doubts: [] });
    expect(plan.legs.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(plan.seconds);
    expect(answer.plans.map(({ seconds }) => seconds)).toEqual(
      answer.plans.map(({ seconds }) => seconds).sort((a, b) => a - b),
    );
    expect((await ask('insider', '&tier=team')).limitSeconds).toBe(3_600);
  });

  it('offers nothing that the viewer may not see, and computes from no place that is hidden', async () => {
    const [inside, outside] = [await ask('insider'), await ask('outsider')];
    expect(flightOf(inside, 'asset/hidden')).toBeDefined();
    expect(JSON.stringify(outside)).not.toContain('hidden');
    // The tracker is hidden: the helicopter may be anywhere, its stand-by place is far away, and that is said.
    const [tracked, untracked] = [flightOf(inside, 'asset/h2')!, flightOf(outside, 'asset/h2')];
    expect(tracked).toMatchObject({ confidence: 'robust', doubts: [] });
    expect(untracked ?? { confidence: 'unknown' }).toMatchObject({ confidence: 'unknown' });
    const out = (plan: typeof tracked) => plan.legs.find(({ name }) => name === 'out')!.seconds;
    if (untracked) expect(out(untracked)).toBeGreaterThan(4 * out(tracked));
  });

  it('names the patrols left uncovered of which the viewer knows patrol and place', async () => {
    const report = (assetId: string) => ({
      ...{ kind: 'asset', assetId, name: assetId, type: 'helicopter', status: 'tasked', position: gao },
      ...{ messageId: `tasked-${assetId}`, source: 'desk', observedAt: stamp() },
    });
    await server.post([report('h2'), { ...report('hidden'), marking: secret }]);
    expect([...flightOf(await ask('insider'), 'asset/h1')!.uncovers].sort()).toEqual(['patrol/p1', 'patrol/p2']);
    expect(flightOf(await ask('outsider'), 'asset/h1')!.uncovers).toEqual(['patrol/p1']);
  });

  it('refuses a bad position by name', async () => {
    for (const query of ['', '?position=999,0', '?position=here', '?position=1,2&tier=none', '?position=1,2&at=now']) {
      const { status, text } = await server.get(`/coverage/plans${query}`, 'insider');
      expect([query, status, JSON.parse(text).title]).toEqual([query, 400, 'bad-query']);
    }
  });

  it('a case is a record of the API from its first report on, with times as text', async () => {
    const casevac = { kind: 'casevac', source: 'desk', caseId: 'c1', observedAt: stamp() };
    await server.post([
      { ...casevac, messageId: 'c1:open', action: 'open', position: at(48), callSign: 'LION-3', casualties: 2 },
      {
        ...{ ...casevac, messageId: 'c1:times', action: 'times' },
        times: { injuryAt: '2017-09-24T07:00Z', firstAidAt: 'unknown' },
      },
      { ...casevac, messageId: 'c1:mist', action: 'patient', patientId: '1', injuries: 'fracture of the femur' },
    ]);
    const { text } = await server.get('/casevacs', 'insider');
    expect(JSON.parse(text).records[0]).toMatchObject({
      body: { status: 'open', times: { injuryAt: '2017-09-24T07:00:00.000Z', firstAidAt: 'unknown' } },
    });
    expect((await server.get('/casevacs', 'outsider')).text).not.toContain('femur');
    expect((await server.get('/events?types=casevac', 'outsider')).text).not.toContain('femur');
    expect((await server.get('/casevacs', 'insider', 'application/geo+json')).text).toContain('"Point"');
  });
});
