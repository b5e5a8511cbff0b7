import { isSameMarking } from '#shared/picture/combine-markings.ts';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';

/**
 * Feeds say a call sign once and leave it out afterwards. Each fix is filed with everything said of its track so far, so
 * that it describes the track by itself, at whatever moment it is looked at. What was said under another marking is not
 * taken over: that one's readers need not be this one's. Nor is what another actor said: when his import is undone,
 * nothing of it may go on in the name of a feed.
 */
export class DescriptorCompleter {
  /** The latest of each actor under each marking, the one used last in front: what is hidden from somebody leaves no trace for him. */
  readonly #latest = new Map<string, TrackDescriptor[]>();

  /** A descriptor that is on record. */
  note(descriptor: TrackDescriptor): void {
    const name = nameOf(descriptor);
    const others = (this.#latest.get(name) ?? []).filter((each) => !isSameOrigin(each, descriptor));
    this.#latest.set(name, [descriptor, ...others]);
  }

  complete(given: TrackDescriptor): TrackDescriptor {
    const known = this.#latest.get(nameOf(given));
    if (known && saysTheSame(known[0]!, given)) return known[0]!;
    const before = known?.find((each) => isSameOrigin(each, given)) ?? given;
    const { callSign, trackType, unit, affiliation } = before;
    const completed = { ...dropUndefined({ callSign, trackType, unit, affiliation }), ...given };
    this.note(completed);
    return completed;
  }
}

function nameOf({ source, trackId }: TrackDescriptor): string {
  return `${source}/${trackId}`;
}

/** The usual case: nothing that is not known already, and nothing to make. */
function saysTheSame(before: TrackDescriptor, given: TrackDescriptor): boolean {
  return (
    (given.callSign ?? before.callSign) === before.callSign &&
    (given.trackType ?? before.trackType) === before.trackType &&
    (given.unit ?? before.unit) === before.unit &&
    (given.affiliation ?? before.affiliation) === before.affiliation &&
    isSameOrigin(before, given)
  );
}

function isSameOrigin(one: TrackDescriptor, other: TrackDescriptor): boolean {
  return one.actor === other.actor && isSameMarking(one.marking, other.marking);
}

function dropUndefined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
