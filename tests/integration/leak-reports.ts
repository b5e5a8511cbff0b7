import { classifications } from '#shared/schema/marking.ts';
import type { CanaryBook, PlantedMarking, PlantedReport } from './leak-oracle.ts';
import type { Random } from './random.ts';

/** The comma is on purpose: one group of that name is not the two groups it looks like. */
export const groups = ['alpha', 'bravo', 'charlie', 'delta', 'alpha,bravo'];

type Thing = { kind: string; id: string; source: string; marking: PlantedMarking; messages: string[] };

/** A number that three does not divide, because every third thing is a track. */
const factKinds = [
  'patrol',
  'incident',
  'zone',
  'site',
  'facility',
  'asset',
  'sensor',
  'source',
  'casualty',
  'contribution',
  'import',
  'casevac',
  'briefing',
  // Again: plans are made of both, and few viewers see one of each.
  'asset',
  'facility',
  // Again, so that the number stays one that three does not divide.
  'briefing',
];

/**
 * Reports of every kind with a canary in every field of text, several about each thing, under markings that agree or
 * do not: corrections, retractions, hand-overs from the secret to the open and back.
 */
export class LeakReports {
  readonly trackNames = new Set<string>();
  readonly #book: CanaryBook;
  readonly #random: Random;
  readonly #things: Thing[] = [];
  readonly #sources: string[];

  constructor(book: CanaryBook, random: Random, things: number) {
    this.#book = book;
    this.#random = random;
    this.#sources = Array.from({ length: 8 }, () => `feed-${book.mint()}`);
    for (let index = 0; index < things; index++) {
      const kind = index % 3 === 0 ? 'position' : factKinds[index % factKinds.length]!;
      this.#things.push({
        kind,
        id: kind === 'source' ? random.pick(this.#sources) : `${kind}-${book.mint()}`,
        source: random.pick(this.#sources),
        marking: this.#marking(),
        messages: [],
      });
    }
  }

  make(observedAt: number): PlantedReport {
    const random = this.#random;
    const thing = random.pick(this.#things);
    if (random.chance(0.3)) thing.marking = this.#marking();
    const envelope = {
      kind: thing.kind,
      source: thing.source,
      marking: thing.marking,
      observedAt: new Date(observedAt).toISOString(),
    };
    if (thing.kind === 'position') {
      this.trackNames.add(`${thing.source}/${thing.id}`);
      return { ...envelope, ...this.#position(thing.id) };
    }
    const messageId = `message-${this.#book.mint()}`;
    const amended = thing.messages.length > 0 && random.chance(0.2) ? random.pick(thing.messages) : undefined;
    thing.messages.push(messageId);
    const amends = { messageId: amended, as: random.pick(['correction', 'retraction']), reason: this.#text() };
    return { ...envelope, messageId, ...(amended ? { amends } : {}), ...this.#body(thing) };
  }

  #text(): string {
    return `said ${this.#book.mint()} there`;
  }

  #position(trackId: string): Record<string, unknown> {
    const random = this.#random;
    return {
      trackId,
      position: this.#book.mintPosition(),
      ...(random.chance(0.4) ? { callSign: this.#text() } : {}),
      ...(random.chance(0.4) ? { unit: this.#text() } : {}),
      ...(random.chance(0.4) ? { trackType: random.pick(['vehicle', 'radar', 'uas']) } : {}),
    };
  }

  #body({ kind, id }: Thing): Record<string, unknown> {
    const random = this.#random;
    const text = () => this.#text();
    const position = this.#book.mintPosition();
    const common = { name: text(), position, remark: text() };
    switch (kind) {
      case 'patrol':
        return { patrolId: id, ...this.#patrol() };
      case 'incident':
        return {
          incidentId: id,
          type: 'ATK.IED',
          position,
          place: text(),
          // A third is history, which comes behind the snapshots.
          occurredAt: new Date(Date.now() - (random.chance(0.33) ? 60 : 1) * 86_400_000).toISOString(),
          title: text(),
          narrative: text(),
          actors: [text(), text()],
          extra: { column: text() },
        };
      case 'zone':
        return { zoneId: id, name: text(), type: 'no-go', level: 'high', remark: text(), area: this.#area() };
      case 'site':
        return { siteId: id, type: 'camp', unit: text(), extra: { column: text() }, ...common };
      case 'facility':
        return {
          facilityId: id,
          level: '2',
          tablesFree: 1,
          landingSite: 'day-and-night',
          unit: text(),
          bloodUnits: random.below(90),
          extra: { column: text() },
          ...common,
        };
      case 'asset':
        return {
          assetId: id,
          type: random.pick(['ambulance', 'helicopter', 'helicopter']),
          status: 'ready',
          nightCapable: true,
          baseFacility: text(),
          model: text(),
          track: text(),
          ...common,
        };
      case 'import':
        return {
          ...{ importId: id, name: text(), sha256: '0'.repeat(64), sizeBytes: 1, format: text(), source: text() },
          ...{ status: 'undone', startedAt: '2026-11-20T06:10:00Z', accepted: 0, duplicate: 0, refused: 1 },
          ...{ reasons: [{ reason: text(), count: 1, firstLines: [2] }], sequences: [], problem: text() },
          undo: { reason: text(), askedAt: '2026-11-20T06:10:00Z', retracted: 0, retired: 0, kept: 0 },
        };
      case 'sensor':
        return { sensorId: id, type: 'camera', rangeMetres: 900, status: 'working', ...common };
      case 'casualty':
        return {
          casualtyId: id,
          outcome: 'killed',
          occurredAt: '2026-11-20T00:00:00Z',
          mission: text(),
          cause: 'accident',
          personnelType: 'police',
          nationality: text(),
          gender: random.pick(['female', 'male']),
        };
      case 'casevac':
        return { caseId: id, ...this.#casevac() };
      case 'briefing':
        return { briefingId: id, title: text(), bookmarks: [this.#bookmark(), this.#bookmark()] };
      case 'contribution':
        return { siteId: id, name: text(), mission: text(), contributors: [{ country: text(), troops: 150 }] };
      default:
        return {
          sourceId: id,
          name: text(),
          status: 'connected',
          intervalSeconds: random.pick([5, 60, 3_600]),
          remark: text(),
        };
    }
  }

  #patrol(): Record<string, unknown> {
    const action = this.#random.pick(['plan', 'start', 'check-in', 'hand-over', 'close', 'remove']);
    const text = () => this.#text();
    if (action === 'plan') {
      const waypoint = () => ({ position: this.#book.mintPosition(), name: text() });
      const route = [waypoint(), waypoint()];
      return {
        action,
        plan: {
          callSign: text(),
          unit: text(),
          purpose: text(),
          tracks: [text()],
          route,
          startAt: '2026-11-20T05:00:00Z',
        },
      };
    }
    if (action === 'check-in') return { action, position: this.#book.mintPosition(), remark: text() };
    if (action === 'hand-over') return { action, toUnit: text(), remark: text() };
    if (action === 'close') return { action, outcome: 'completed', remark: text() };
    return action === 'remove' ? { action, reason: text() } : { action };
  }

  #casevac(): Record<string, unknown> {
    const action = this.#random.pick(['open', 'update', 'patient', 'assign', 'retask', 'cancel', 'clearance', 'close']);
    const text = () => this.#text();
    if (action === 'open') return { action, position: this.#book.mintPosition(), place: text(), callSign: text() };
    if (action === 'update') return { action, frequency: text(), landingZone: text(), terrain: text(), remark: text() };
    if (action === 'patient')
      return {
        ...{ action, patientId: text(), age: text(), mechanism: text(), injuries: text() },
        ...{ signs: text(), treatment: text(), precedence: 'A' },
      };
    if (action === 'clearance') return { action, state: 'refused', by: text(), reason: text() };
    if (action === 'close') return { action, outcome: 'admitted', facilityId: text(), remark: text() };
    const reason = action === 'assign' ? {} : { reason: text() };
    return { action, assetId: text(), ...reason };
  }

  #bookmark(): object {
    const [longitude, latitude] = this.#book.mintPosition() as [number, number];
    return {
      ...{ bookmarkId: `bookmark-${this.#book.mint()}`, at: '2026-11-20T06:10:00Z', truth: 'known' },
      ...{ title: this.#text(), text: this.#text(), selected: `site/${this.#book.mint()}` },
      camera: { longitude, latitude, zoom: 8 },
    };
  }

  #area(): object {
    const [first, second, third] = [0, 1, 2].map(() => this.#book.mintPosition());
    return { type: 'Polygon', coordinates: [[first, second, [third![0], 17], first]] };
  }

  #marking(): PlantedMarking {
    const random = this.#random;
    const releasableTo = random.chance(0.4) ? [] : random.shuffle(groups).slice(0, 1 + random.below(3));
    return {
      classification: random.pick(classifications),
      releasableTo,
      originator: random.pick([...groups, 'mission']),
    };
  }
}
