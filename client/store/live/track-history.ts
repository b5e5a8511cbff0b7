import { trackPath } from '#shared/protocol/http.ts';
/** Where one track was before this page watched it: read from the server when it is selected, and kept for that one only. */
export type PastFix = { longitude: number; latitude: number; at: number };

/** Between which times the past is wanted (epoch ms). */
export type Past = { from: number; to: number };

const mostFixes = 5_000;

export class TrackHistory {
  fixes: readonly PastFix[] = [];
  /** Grows when other fixes are held. */
  revision = 0;
  #name: string | undefined;
  #era: number | undefined;
  #reading: AbortController | undefined;

  /** Follows the selection; `past` is undefined while nothing is known of the server's time. Another era is read anew. */
  follow(name: string | undefined, past: Past | undefined, era?: number): void {
    if ((name === this.#name && era === this.#era) || (name !== undefined && !past)) return;
    this.#name = name;
    this.#era = era;
    this.#reading?.abort();
    if (this.fixes.length > 0) this.#hold([]);
    if (name !== undefined) void this.#read(name, past!);
  }

  async #read(name: string, { from, to }: Past): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&limit=${mostFixes}`;
    try {
      const headers = { Accept: 'application/geo+json' };
      const answer = await fetch(`${trackPath(name)}?${query}`, { signal: reading.signal, headers });
      if (answer.ok) this.#hold(parsePast(await answer.json()));
    } catch {
      // Without its past the trail begins where this page began to watch: nothing false is shown.
    }
  }

  #hold(fixes: readonly PastFix[]): void {
    this.fixes = fixes;
    this.revision++;
  }
}

/** A line, or a point of one fix, with its times. */
function parsePast(feature: { geometry: { coordinates: unknown } | null; properties: { times: string[] } }): PastFix[] {
  const { times } = feature.properties;
  const flat = [feature.geometry?.coordinates ?? []].flat(3) as number[];
  return times.map((time, index) => ({
    longitude: flat[index * 2]!,
    latitude: flat[index * 2 + 1]!,
    at: Date.parse(time),
  }));
}
