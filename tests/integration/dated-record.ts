import type { Door } from '../../server/ingest/ingest.ts';
import type { TestServer } from './test-server.ts';

/** How a past is written: its reports say themselves when they were known. */
export const pastDoor: Door = {
  ...{ name: 'exercise', actor: 'exercise', defaultSource: 'desk' },
  mayDateKnowledge: true,
};

const minuteMs = 60_000;
const iso = (at: number) => new Date(at).toISOString();

export type DatedRecord = { from: number; to: number; lateIncidentAt: number; lateKnownAt: number; gapFrom: number };

/**
 * Six hours before now: thirty vehicles once a minute, five patrols that check in, an incident every ten minutes, one of
 * which was known two hours late and one of which was corrected and then taken back.
 */
export async function writeDatedRecord(server: TestServer): Promise<DatedRecord> {
  const to = Math.floor(server.clock.now() / minuteMs) * minuteMs - minuteMs;
  const from = to - 360 * minuteMs;
  const [lateIncidentAt, lateKnownAt] = [from + 100 * minuteMs, from + 220 * minuteMs];
  const reports: { known: number; report: Record<string, unknown> }[] = [];
  const say = (at: number, known: number, report: Record<string, unknown>) =>
    reports.push({ known, report: { observedAt: iso(at), knownAt: iso(known), ...report } });
  const incident = (id: string, at: number, known: number, more: object = {}) =>
    say(at, known, {
      ...{ kind: 'incident', messageId: id, incidentId: id, type: 'ATK.DF', position: [1, 16], occurredAt: iso(at) },
      ...{ title: `Shots at ${id}`, ...more },
    });
  for (let minute = 0; minute <= 360; minute++) {
    const at = from + minute * minuteMs;
    for (let track = 0; track < 30; track++) say(at, at + 2_000, fixOf(track, minute));
    if (minute % 10 === 5) incident(`incident-${minute}`, at, at + 3 * minuteMs);
    if (minute % 30 === 1)
      for (let patrol = 0; patrol < 5; patrol++)
        say(at, at + 1_000, {
          kind: 'patrol',
          messageId: `in-${patrol}-${minute}`,
          patrolId: `p${patrol}`,
          action: 'check-in',
        });
  }
  // Heard before and after, and for twenty minutes not at all.
  const gapFrom = from + 60 * minuteMs;
  for (const [minutes, longitude] of [
    [0, 2],
    [20, 3],
  ] as const)
    say(gapFrom + minutes * minuteMs, gapFrom + minutes * minuteMs + 2_000, {
      ...{ kind: 'position', source: 'feed', trackId: 'gap', trackType: 'vehicle', position: [longitude, 16] },
    });
  for (let patrol = 0; patrol < 5; patrol++) {
    const plan = { callSign: `LION ${patrol}`, unit: 'u', route: [{ position: [1, 16] }], startAt: iso(from) };
    const tracks = [`feed/t${patrol}`];
    say(from, from, {
      kind: 'patrol',
      messageId: `plan-${patrol}`,
      patrolId: `p${patrol}`,
      action: 'plan',
      plan: { ...plan, tracks },
    });
  }
  incident('late', lateIncidentAt, lateKnownAt, { title: 'Known two hours late' });
  incident('wrong', from + 50 * minuteMs, from + 52 * minuteMs, { title: 'First account' });
  const amends = (messageId: string, as: string) => ({
    incidentId: 'wrong',
    amends: { messageId, as, reason: 'second look' },
  });
  incident('wrong-2', from + 50 * minuteMs, from + 80 * minuteMs, {
    title: 'Second account',
    ...amends('wrong', 'correction'),
  });
  incident('wrong-3', from + 50 * minuteMs, from + 150 * minuteMs, {
    title: 'Nothing',
    ...amends('wrong-2', 'retraction'),
  });
  reports.sort((one, other) => one.known - other.known);
  for (let start = 0; start < reports.length; start += 1_000) {
    const results = await server.running.submit(
      reports.slice(start, start + 1_000).map(({ report }) => report),
      pastDoor,
    );
    const refused = results.find(({ status }) => status === 'refused');
    if (refused) throw new Error(JSON.stringify(refused));
  }
  return { from, to, lateIncidentAt, lateKnownAt, gapFrom };
}

function fixOf(track: number, minute: number): Record<string, unknown> {
  return {
    ...{ kind: 'position', source: 'feed', trackId: `t${track}`, callSign: `V ${track}`, trackType: 'vehicle' },
    position: [1 + track / 100 + minute / 1_000, 16 + Math.sin(minute / 20) / 10],
    ...{ courseDegrees: 90, speedMetresPerSecond: 12, accuracyMetres: 5 },
  };
}
