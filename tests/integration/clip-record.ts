import type { Viewer } from '../../server/access/viewer.ts';
import { reportsOfEveryKind } from './clip-kinds.ts';
import { type DatedRecord, pastDoor, writeDatedRecord } from './dated-record.ts';
import type { TestServer } from './test-server.ts';

const minuteMs = 60_000;
const iso = (at: number) => new Date(at).toISOString();

export const restricted: Viewer = { actor: 'restricted', clearance: 'confidential', groups: ['alpha'] };

const marked = (classification: string, releasableTo: string[] = []) => ({
  marking: { classification, releasableTo, originator: 'mission' },
});
const secret = marked('strictly-confidential');

/**
 * A dated record with what is hard to cut out of it: radar contacts that end, a track that is secret for a while, a source
 * that is heard through a track which few may see, records under several markings, a patrol and a source in between, and
 * every kind of record.
 */
export async function writeClipRecord(server: TestServer): Promise<DatedRecord> {
  const record = await writeDatedRecord(server);
  const { from } = record;
  const reports: { known: number; report: Record<string, unknown> }[] = [];
  const say = (minute: number, report: Record<string, unknown>, late = 1_000) => {
    const at = from + Math.round(minute * minuteMs);
    reports.push({ known: at + late, report: { observedAt: iso(at), knownAt: iso(at + late), ...report } });
  };
  const fix = (minute: number, trackId: string, more: object = {}) =>
    say(minute, {
      ...{ kind: 'position', source: 'mixed', trackId, position: [2 + minute / 1_000, 17], trackType: 'vehicle' },
      ...more,
    });
  say(0, {
    kind: 'source',
    messageId: 'mixed',
    sourceId: 'mixed',
    name: 'Mixed',
    status: 'connected',
    intervalSeconds: 20,
  });
  say(0, { kind: 'source', messageId: 'air', sourceId: 'air', name: 'Air', status: 'connected', intervalSeconds: 5 });
  for (let step = 0; step <= 360; step++) {
    const minute = step / 2 + 30;
    const isHidden = minute > 70 && minute < 90;
    fix(minute, 'turncoat', isHidden ? secret : {});
    // The open track is silent while the hidden one is heard, and then nobody is.
    if (minute < 80 || minute > 120) fix(minute + 0.1, 'open');
    if (minute < 100) fix(minute + 0.2, 'hidden', secret);
    if (minute > 50 && minute < 85)
      fix(minute + 0.013, `contact-${step % 3}`, {
        source: 'air',
        trackType: 'radar',
        ...(step % 3 === 2 ? secret : {}),
      });
  }
  for (let index = 0; index < 12; index++) {
    const at = from + (45 + index * 9) * minuteMs;
    const marking = [{}, secret, marked('confidential', ['alpha']), marked('confidential', ['bravo'])][index % 4]!;
    say(
      45 + index * 9,
      {
        ...{ kind: 'incident', messageId: `m-${index}`, incidentId: `m-${index}`, type: 'ATK.IED', position: [1, 16] },
        ...{ occurredAt: iso(at), title: `Marked ${index}`, narrative: 'told', ...marking },
      },
      40_000,
    );
  }
  for (const { at, report } of reportsOfEveryKind(from + 50 * minuteMs)) say((at - from) / minuteMs, report);
  say(95, { kind: 'patrol', messageId: 'close-0', patrolId: 'p0', action: 'close', outcome: 'completed' });
  reports.sort((one, other) => one.known - other.known);
  for (let start = 0; start < reports.length; start += 1_000) {
    const results = await server.running.submit(
      reports.slice(start, start + 1_000).map(({ report }) => report),
      { ...pastDoor, allowInternal: true },
    );
    const refused = results.find(({ status }) => status === 'refused');
    if (refused) throw new Error(JSON.stringify(refused));
  }
  return record;
}

export type Download = { status: number; name: string; bytes: Buffer; text: string };

/** Asks a server for a clip. */
export async function getClip(
  server: TestServer,
  { from, to, truth = 'both', viewer = 'local' }: { from: number; to: number; truth?: string; viewer?: string },
): Promise<Download> {
  const query = new URLSearchParams({ from: iso(from), to: iso(to), truth });
  const answer = await fetch(`${server.url}/api/v1/clips/new?${query}`, { headers: { 'x-viewer': viewer } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const name = answer.headers.get('Content-Disposition') ?? '';
  return { status: answer.status, name, bytes, text: answer.ok ? '' : bytes.toString() };
}

/** Hands a clip in. */
export async function postClip(
  server: TestServer,
  bytes: Uint8Array,
  viewer = 'local',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${server.url}/api/v1/clips`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'x-viewer': viewer },
    body: Uint8Array.from(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
