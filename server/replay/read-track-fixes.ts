import type { EventLog, PassageFixes, PassageQuery, PassageTrack } from '../log/event-log.ts';

/** Tracks asked for at once: each time the fixes that are in no index yet are looked through. */
const tracksPerAsk = 500;

type Wanted = Omit<PassageQuery, 'start' | 'sliceRows'> & {
  /** When more than so many lie in the span, it is not read to its end. */
  mostFixes: number;
  signal: AbortSignal;
};

/**
 * Every fix of some tracks within a span that can tell of a box, one track after the other, each in the order of time;
 * `take` is given the index of the track. Read in slices, so that other readers get their turn; `signal` ends it.
 */
export async function readTrackFixes(
  { read }: Pick<EventLog, 'read'>,
  { tracks, from, to, box, mostFixes, signal }: Wanted,
  take: (track: number, observedAt: number, longitude: number, latitude: number) => void,
): Promise<{ isWhole: boolean; fixesRead: number }> {
  let fixesRead = 0;
  for (let first = 0; first < tracks.length; first += tracksPerAsk) {
    const asked = tracks.slice(first, first + tracksPerAsk).map(onlyWanted);
    for (let start: PassageFixes['next'] = { track: 0 }; start; ) {
      signal.throwIfAborted();
      const slice: PassageFixes = await read.passageFixes({ tracks: asked, from, to, box, start });
      fixesRead += slice.read;
      if (fixesRead > mostFixes) return { isWhole: false, fixesRead };
      let row = 0;
      slice.counts.forEach((count, index) => {
        for (const end = row + count; row < end; row++)
          take(first + index, slice.observedAt[row]!, slice.longitudeE7[row]! / 1e7, slice.latitudeE7[row]! / 1e7);
      });
      start = slice.next;
    }
  }
  return { isWhole: true, fixesRead };
}

/** What is said of a track besides travels to no other thread. */
function onlyWanted({ source, trackId, descriptors, gapMs }: PassageTrack): PassageTrack {
  return { source, trackId, descriptors, gapMs };
}
