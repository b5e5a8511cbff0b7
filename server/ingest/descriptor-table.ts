import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';

type Numbered = { descriptor: TrackDescriptor; id: number };

/** Numbers what positions say of their tracks, densely from 0 in the order of first use, as the log stores it. */
export class DescriptorTable {
  readonly #ids = new Map<string, number>();
  /** By track id, what was said last: the next report nearly always says the same, and finding that costs a fifth. */
  readonly #latest = new Map<string, Numbered>();
  #unsaved: TrackDescriptor[] = [];

  constructor(saved: readonly TrackDescriptor[]) {
    for (const descriptor of saved) this.#ids.set(keyOf(descriptor), this.#ids.size);
  }

  idOf(descriptor: TrackDescriptor): number {
    const latest = this.#latest.get(descriptor.trackId);
    if (latest && isSame(latest.descriptor, descriptor)) return latest.id;
    const key = keyOf(descriptor);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(key, id);
      this.#unsaved.push(descriptor);
    }
    this.#latest.set(descriptor.trackId, { descriptor, id });
    return id;
  }

  /** Those that the log does not have yet, in the order of their ids. */
  takeUnsaved(): TrackDescriptor[] {
    const unsaved = this.#unsaved;
    this.#unsaved = [];
    return unsaved;
  }

  /** They were not saved after all: they are offered again with the next batch, in the same order. */
  giveBack(descriptors: readonly TrackDescriptor[]): void {
    this.#unsaved.unshift(...descriptors);
  }
}

function isSame(a: TrackDescriptor, b: TrackDescriptor): boolean {
  return (
    a.source === b.source &&
    a.callSign === b.callSign &&
    a.trackType === b.trackType &&
    a.unit === b.unit &&
    a.affiliation === b.affiliation &&
    a.actor === b.actor &&
    (a.marking === b.marking || markingKey(a) === markingKey(b))
  );
}

function keyOf(d: TrackDescriptor): string {
  // JSON, because any other separator may be part of a name, and two markings must never look alike.
  return JSON.stringify([d.source, d.trackId, d.callSign, d.trackType, d.unit, d.affiliation, d.actor, markingKey(d)]);
}

function markingKey({ marking: { classification, originator, releasableTo } }: TrackDescriptor): string {
  return JSON.stringify([classification, originator, ...releasableTo]);
}
