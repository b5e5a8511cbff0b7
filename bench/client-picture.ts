import type { RecordBodies } from '#shared/picture/record.ts';
import { placePrecisions } from '#shared/schema/vocabulary.ts';
import { incidentTypes } from '#shared/schema/watch/incident.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';
import type { FakeStream } from '../tests/browser/fake-stream.ts';
import { mulberry32 } from './moving-tracks.ts';

const yearMs = 365 * 86_400_000;
const area = { west: -4, south: 15, width: 7, height: 5 };
const types: readonly TrackType[] = ['vehicle', 'vehicle', 'vehicle', 'uas', 'radar', 'helicopter', 'ambulance'];

/** A picture of many things from a seed: tracks that wander, and a past of incidents with what stands among them. */
export class ClientPicture {
  readonly tracks: number;
  readonly #stream: FakeStream;
  readonly #random = mulberry32(7);
  readonly #at: [number, number][] = [];
  readonly #course: number[] = [];
  #incidents = 0;

  constructor(stream: FakeStream, counts: { tracks: number; standing: number; now: number }) {
    this.#stream = stream;
    this.tracks = counts.tracks;
    for (let track = 0; track < counts.tracks; track++) {
      this.#at.push(this.#place());
      this.#course.push(this.#random() * 360);
      this.#report(track);
    }
    const [facilities, sites] = [1_000, 2_000];
    for (let index = 0; index < facilities; index++) stream.put('facility', `f${index}`, this.#facility(index));
    for (let index = 0; index < sites; index++) stream.put('site', `s${index}`, this.#site(index));
    for (let index = facilities + sites; index < counts.standing; index++)
      this.addIncident(counts.now - this.#random() * 10 * yearMs);
  }

  /** Every `stride`-th track from `first` on moves for so many seconds. */
  move(first: number, stride: number, seconds: number): void {
    for (let track = first; track < this.tracks; track += stride) {
      const course = (this.#course[track]! + (this.#random() - 0.5) * 12 + 360) % 360;
      this.#course[track] = course;
      const at = this.#at[track]!;
      const degrees = (15 * seconds) / 111_195;
      at[0] += degrees * Math.sin((course * Math.PI) / 180);
      at[1] += degrees * Math.cos((course * Math.PI) / 180);
      this.#report(track);
    }
    this.#stream.flush();
  }

  addIncident(occurredAt: number): void {
    const index = this.#incidents++;
    this.#stream.put('incident', `i${index}`, {
      type: incidentTypes[index % incidentTypes.length]!,
      position: this.#place(),
      precision: placePrecisions[index % placePrecisions.length]!,
      ...{ occurredAt, timePrecision: 'day', title: `Incident ${index}`, actors: [], verification: 'verified' },
      casualties: [{ outcome: 'killed', group: 'civilian', count: index % 9 }],
    });
  }

  #report(track: number): void {
    const trackType = types[track % types.length]!;
    const fix = { at: this.#at[track]!, course: Math.floor(this.#course[track]!), speed: 15 };
    this.#stream.track(`bench/T-${track}`, { ...fix, body: { trackType, intervalMs: 60_000 } });
  }

  #place(): [number, number] {
    return [area.west + this.#random() * area.width, area.south + this.#random() * area.height];
  }

  #facility(index: number): RecordBodies['facility'] {
    const level = (['1', '2', 'civilian'] as const)[index % 3]!;
    const name = `Facility ${index}`;
    return { facilityId: `f${index}`, name, level, position: this.#place(), precision: 'exact', status: 'open' };
  }

  #site(index: number): RecordBodies['site'] {
    return { siteId: `s${index}`, name: `Site ${index}`, type: 'village', position: this.#place(), status: 'open' };
  }
}
