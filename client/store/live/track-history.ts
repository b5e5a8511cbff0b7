import { trackPath } from '#shared/protocol/http.ts';
import type { Truth } from '#shared/replay/moment.ts';

/** Where one track was before this page watched it: read from the server when it is selected, and kept for that one only. */
export type PastFix = { longitude: number; latitude: number; at: number };

/** Between which times the past is wanted (epoch ms). */
export type Past = { from: number; to: number };

/** Which replay is shown: after a jump, or by the other truth, another past belongs to it. */
export type Era = { jumps: number; truth: Truth; isClip: boolean };

const mostFixes = 5_000;

export class TrackHistory {
  fixes: readonly PastFix[] = [];
  /** Grows when other fixes are held. */
  revision = 0;
  #name: string | undefined;
  #era: string | undefined;
  #reading: AbortController | undefined;
  readonly #fetch: typeof fetch;

  constructor(given: typeof fetch = (...request) => fetch(...request)) {
    this.#fetch = given;
  }

  /**
   * Follows the selection; `past` is undefined while nothing is known of the server's time. Another era is read anew; a
   * number is a replay of which no more than its jumps is known.
   */
  follow(name: string | undefined, past: Past | undefined, era?: Era | number): void {
    const told = era === undefined ? undefined : JSON.stringify(era);
    if ((name === this.#name && told === this.#era) || (name !== undefined && !past)) return;
    this.#name = name;
    this.#era = told;
    this.#reading?.abort();
    if (this.fixes.length > 0) this.#hold([]);
    if (name !== undefined && isOnRecord(era)) void this.#read(name, past!);
  }

  async #read(name: string, { from, to }: Past): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&limit=${mostFixes}`;
    try {
      const headers = { Accept: 'application/geo+json' };
      const answer = await this.#fetch(`${trackPath(name)}?${query}`, { signal: reading.signal, headers });
      const fixes = answer.ok ? parsePast(await answer.json()) : [];
      if (!reading.signal.aborted && fixes.length > 0) this.#hold(fixes);
    } catch {
      // Without its past the trail begins where this page began to watch: nothing false is shown.
    }
  }

  #hold(fixes: readonly PastFix[]): void {
    this.fixes = fixes;
    this.revision++;
  }
}

/**
 * Whether the fixes that the server has on record are those of this picture. It does not tell which of them were known at
 * a moment, and a clip is of another record.
 */
function isOnRecord(era: Era | number | undefined): boolean {
  return era === undefined || (typeof era === 'object' && era.truth === 'happened' && !era.isClip);
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
