import { classifications } from '#shared/schema/marking.ts';
import type { Random } from './random.ts';

/** A report whose `observedAt` is milliseconds since the start of the test, so that a script can be printed and rerun. */
export type DraftReport = Record<string, unknown> & { kind: string; messageId?: string; observedAt: number };

const groups = ['alpha', 'bravo', 'charlie'];
const trackTypes = ['vehicle', 'helicopter', 'uas', 'radar', 'foot', undefined];

/** Reports of every kind about a small world, in any order: late, corrected, retracted, amended before the original. */
export class ReportMaker {
  readonly #random: Random;
  #count = 0;
  readonly #sent: DraftReport[] = [];
  /** Originals whose amendment was handed out first. */
  readonly #withheld: DraftReport[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  make(now: number): DraftReport {
    const random = this.#random;
    if (this.#withheld.length > 0 && random.chance(0.3)) return this.#withheld.shift()!;
    if (this.#sent.length > 0 && random.chance(0.08)) return this.#amend(random.pick(this.#sent), now);
    const report = random.chance(0.6) ? this.position(now) : this.fact(now);
    if (report.kind === 'position') return report;
    if (random.chance(0.1)) {
      this.#withheld.push(report);
      return this.#amend(report, now);
    }
    this.#sent.push(report);
    return report;
  }

  position(now: number): DraftReport {
    const random = this.#random;
    const late = random.chance(0.15) ? random.below(120_000) : 0;
    const track = random.below(14);
    return {
      kind: 'position',
      source: `feed-${track % 3}`,
      trackId: `t${track}`,
      observedAt: now - late,
      position: [random.below(9_000_000) / 1e6 - 4.5, 14 + random.below(7_000_000) / 1e6],
      ...(random.chance(0.6) ? { courseDegrees: random.below(3_600) / 10 } : {}),
      ...(random.chance(0.6) ? { speedMetresPerSecond: random.below(400) / 10 } : {}),
      ...(random.chance(0.3) ? { accuracyMetres: random.below(500) } : {}),
      ...(random.chance(0.3) ? { altitudeMetres: random.below(9_000) - 100 } : {}),
      ...(trackTypes[track % 6] ? { trackType: trackTypes[track % 6] } : {}),
      ...(random.chance(0.1) ? { callSign: `CALL ${random.below(4)}` } : {}),
      ...(random.chance(0.12) ? { marking: this.#marking() } : {}),
    };
  }

  fact(now: number): DraftReport {
    const random = this.#random;
    const envelope = {
      messageId: `m${++this.#count}`,
      source: `desk-${random.below(2)}`,
      observedAt: now - (random.chance(0.2) ? random.below(600_000) : 0),
      ...(random.chance(0.5) ? { marking: this.#marking() } : {}),
    };
    const position = [random.below(9_000) / 1e3 - 4.5, 14 + random.below(7_000) / 1e3];
    const name = `Name ${random.below(1_000)}`;
    const id = random.below(4);
    const kind = random.pick([
      'patrol',
      'patrol',
      'patrol',
      'incident',
      'incident',
      'zone',
      'site',
      'facility',
      'asset',
      'sensor',
      'source',
      'casevac',
      'casevac',
    ]);
    switch (kind) {
      case 'patrol':
        return { ...envelope, kind, patrolId: `p${id}`, ...this.#patrolAction(position) };
      case 'casevac':
        return { ...envelope, kind, caseId: `c${id}`, ...this.#caseAction(position) };
      case 'incident':
        return {
          ...envelope,
          kind,
          ...(random.chance(0.8) ? { incidentId: `i${id}` } : {}),
          type: random.pick(['ATK.IED', 'ACC.ROAD', 'CRM.ROB']),
          position,
          // A third is history, which comes behind the snapshots.
          occurredAt: new Date(Date.now() - (id % 3 === 0 ? 60 : 1) * 86_400_000).toISOString(),
          title: `Title ${random.below(1_000)}`,
          narrative: `Told ${random.below(1_000)}`,
        };
      case 'zone':
        return { ...envelope, kind, zoneId: `z${id}`, name, type: 'no-go', level: 'high', area: square(position) };
      case 'site':
        return { ...envelope, kind, siteId: `s${id}`, name, type: 'camp', position };
      case 'facility':
        return { ...envelope, kind, facilityId: `f${id}`, name, level: '2', position, bloodUnits: random.below(50) };
      case 'asset':
        return {
          ...envelope,
          kind,
          assetId: `a${id}`,
          name,
          type: 'ambulance',
          status: random.pick(['ready', 'tasked']),
        };
      case 'sensor':
        return {
          ...envelope,
          kind,
          sensorId: `n${id}`,
          name,
          type: 'radar',
          position,
          rangeMetres: 9_000,
          status: 'working',
        };
      default:
        return {
          ...envelope,
          kind,
          sourceId: `feed-${id % 3}`,
          name,
          status: 'connected',
          intervalSeconds: random.pick([2, 5, 30]),
        };
    }
  }

  #caseAction(position: number[]): Record<string, unknown> {
    const random = this.#random;
    const action = random.pick([
      'open',
      'update',
      'times',
      'patient',
      'assign',
      'retask',
      'cancel',
      'clearance',
      'close',
    ]);
    const assetId = `a${random.below(4)}`;
    if (action === 'open') return { action, position, callSign: `C ${random.below(9)}` };
    if (action === 'update') return { action, casualties: random.below(9), frequency: `${random.below(99)}` };
    if (action === 'times') return { action, times: { injuryAt: random.pick(['unknown', '2026-11-20T05:00:00Z']) } };
    if (action === 'patient') return { action, patientId: `${random.below(3)}`, signs: `pulse ${random.below(200)}` };
    if (action === 'clearance') return { action, state: 'refused', by: 'tower' };
    if (action === 'close') return { action, outcome: 'admitted' };
    return { action, assetId, ...(action === 'assign' ? {} : { reason: `weather ${random.below(9)}` }) };
  }

  #patrolAction(position: number[]): Record<string, unknown> {
    const random = this.#random;
    const action = random.pick(['plan', 'start', 'check-in', 'check-in', 'hand-over', 'close', 'remove']);
    const plan = {
      callSign: `P ${random.below(9)}`,
      unit: `unit-${random.below(5)}`,
      route: [{ position }],
      startAt: '2026-11-20T05:00:00Z',
    };
    if (action === 'plan') return { action, plan };
    if (action === 'check-in') return { action, remark: `all well ${random.below(99)}` };
    if (action === 'hand-over') return { action, toUnit: `unit-${random.below(5)}` };
    if (action === 'close') return { action, outcome: random.pick(['completed', 'aborted']) };
    return action === 'remove' ? { action, reason: 'entered twice' } : { action };
  }

  #amend(original: DraftReport, now: number): DraftReport {
    const as = this.#random.pick(['correction', 'retraction']);
    const observedAt = this.#random.chance(0.5) ? original.observedAt : now;
    const amendment = {
      ...original,
      ...(original['title'] ? { title: 'Amended' } : {}),
      messageId: `m${++this.#count}`,
      observedAt,
      amends: { messageId: original.messageId, as, reason: 'second thoughts' },
    };
    if (this.#random.chance(0.3)) this.#sent.push(amendment);
    return amendment;
  }

  #marking(): object {
    const random = this.#random;
    const releasableTo = random.chance(0.5) ? [] : random.shuffle(groups).slice(0, 1 + random.below(2));
    return { classification: random.pick(classifications), releasableTo, originator: random.pick(groups) };
  }
}

function square([longitude = 0, latitude = 0]: number[]): object {
  const ring = [
    [longitude, latitude],
    [longitude + 0.1, latitude],
    [longitude + 0.1, latitude + 0.1],
    [longitude, latitude],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}
