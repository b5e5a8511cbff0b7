import { movingSource, mulberry32 } from './moving-tracks.ts';

type Dated = { at: number; report: Record<string, unknown> };
type Days = { seed: number; from: number; to: number; facts: number; tracks: number };

const hourMs = 3_600_000;
const minuteMs = 60_000;
const shiftMs = 12 * hourMs;

/**
 * What a mission reports besides positions, in the order in which it becomes known: in these shares of all facts, patrols
 * with their check-ins until they are retired 20 % (about 550 under way), what the server concludes of trackers 54 %, of
 * cover 10 %, incidents of three years before 12 %, and incidents of these days 4 %.
 */
export function* missionDays(days: Days): Generator<Dated> {
  const random = mulberry32(days.seed);
  const share = (part: number) => Math.floor(days.facts * part);
  const all = [
    ...history(random, days, share(0.12)),
    ...patrols(random, days, share(0.2)),
    ...silences(random, days, share(0.54)),
    ...covers(random, days, share(0.1)),
    ...incidents(random, days, share(0.04)),
  ];
  all.sort((one, other) => one.at - other.at);
  yield* all;
}

const iso = (at: number) => new Date(at).toISOString();
const placeOf = (random: () => number) => [round(-4 + random() * 7), round(15 + random() * 5)];
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

function history(random: () => number, { from }: Days, count: number): Dated[] {
  return Array.from({ length: count }, (_, index) => {
    const occurredAt = from - 1 - random() * 3 * 365 * 24 * hourMs;
    return incident(random, `past-${index}`, { occurredAt, at: from, knownAt: occurredAt + hourMs });
  });
}

function incidents(random: () => number, { from, to }: Days, count: number): Dated[] {
  return Array.from({ length: count }, (_, index) => {
    const occurredAt = from + random() * (to - from - 2 * hourMs);
    return incident(random, `day-${index}`, { occurredAt, at: occurredAt + random() * hourMs });
  });
}

function incident(
  random: () => number,
  incidentId: string,
  { occurredAt, at, knownAt }: { occurredAt: number; at: number; knownAt?: number },
): Dated {
  const types = ['ATK.IED', 'ATK.DF', 'ATK.IDF', 'CRM.ROB', 'UNR.DEM', 'EWS.SUS'];
  return {
    at,
    report: {
      ...{ kind: 'incident', messageId: incidentId, incidentId, observedAt: iso(occurredAt) },
      ...(knownAt === undefined ? {} : { knownAt: iso(Math.min(knownAt, at)) }),
      ...{ type: types[Math.floor(random() * types.length)], position: placeOf(random), precision: 'locality' },
      ...{ occurredAt: iso(occurredAt), title: `Incident ${incidentId} on the road to the market` },
      narrative: 'Reported by the patrol on the spot; the road was closed for two hours and searched on both sides.',
      casualties:
        random() < 0.3 ? [{ outcome: 'injured', group: 'civilian', count: 1 + Math.floor(random() * 4) }] : [],
    },
  };
}

/** Each patrol lasts a shift and takes four vehicles: a plan, a start, nine check-ins, a close, and a day later it leaves. */
function patrols(random: () => number, { from, to, tracks }: Days, count: number): Dated[] {
  const perPatrol = 12;
  const wanted = Math.floor(count / (perPatrol + 1));
  const shifts = Math.max(1, Math.ceil((to - from) / shiftMs));
  const found: Dated[] = [];
  for (let patrol = 0; patrol < wanted; patrol++) {
    const startAt = from + (patrol % shifts) * shiftMs + random() * hourMs;
    const patrolId = `patrol-${patrol}`;
    const say = (at: number, part: number, body: object) =>
      found.push({
        at,
        report: { kind: 'patrol', messageId: `${patrolId}:${part}`, patrolId, observedAt: iso(at - 1), ...body },
      });
    const vehicles = Array.from({ length: 4 }, (_, index) => `${movingSource}/track-${(patrol * 4 + index) % tracks}`);
    const route = [{ position: placeOf(random) }, { position: placeOf(random) }];
    const plan = {
      callSign: `P ${patrol}`,
      unit: `unit-${patrol % 40}`,
      route,
      startAt: iso(startAt),
      tracks: vehicles,
    };
    say(startAt - hourMs, 0, { action: 'plan', plan });
    say(startAt, 1, { action: 'start' });
    for (let part = 2; part < perPatrol - 1; part++)
      say(startAt + part * hourMs, part, { action: 'check-in', remark: 'all well' });
    const closedAt = startAt + shiftMs;
    say(closedAt, perPatrol - 1, { action: 'close', outcome: 'completed' });
    const key = `patrol/${patrolId}`;
    const body = { key, reason: 'closed', lastObservedAt: Math.floor(closedAt) };
    const leftAt = closedAt + 24 * hourMs + 1_000;
    found.push({
      at: leftAt,
      report: { kind: 'retire', messageId: `${patrolId}:retired`, observedAt: iso(leftAt), source: 'system', ...body },
    });
  }
  return found.filter(({ at }) => at <= to);
}

/** A tracker is late now and then, and is heard again with its next fix. */
function silences(random: () => number, { from, to, tracks }: Days, count: number): Dated[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + random() * (to - from);
    const track = `${movingSource}/track-${Math.floor(random() * tracks)}`;
    const body = { track, state: 'late', lastObservedAt: Math.floor(at - 2 * minuteMs) };
    return {
      at,
      report: { kind: 'freshness', messageId: `late-${index}`, observedAt: iso(at), source: 'system', ...body },
    };
  });
}

function covers(random: () => number, { from, to }: Days, count: number): Dated[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + random() * (to - from);
    const seconds = Math.floor(random() * 9_000);
    const tier = (limit: number) => ({
      state: seconds <= limit ? 'met' : 'missed',
      seconds,
      mode: 'helicopter',
      legs: [],
    });
    const body = {
      patrolId: `patrol-${Math.floor(random() * 400)}`,
      team: tier(3_600),
      surgery: tier(7_200),
      parameters: 0,
    };
    return {
      at,
      report: { kind: 'cover', messageId: `cover-${index}`, observedAt: iso(at), source: 'system', ...body },
    };
  });
}
