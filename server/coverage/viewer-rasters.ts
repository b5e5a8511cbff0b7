import { readSituationOf } from '#shared/coverage/situation/live-situation.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { canSee, rightsKey, type Viewer } from '../access/viewer.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import type { ComputeCover } from './compute-patrols.ts';
import type { NamedRaster } from './coverage-messages.ts';
import { revisionOf } from './revision.ts';

/** Groups of viewers with rights of their own whose raster is kept. */
const mostRasters = 32;

type Options = {
  live: LivePicture;
  now: () => number;
  inputs: () => readonly PictureRecord[];
  compute: ComputeCover;
};

/**
 * The raster as each group of viewers may see it: computed without what they may not know of, when they first ask for
 * it, once for all who ask meanwhile.
 */
export class ViewerRasters {
  readonly #options: Options;
  readonly #kept = new Map<string, { revision: string; raster: Promise<NamedRaster> }>();

  constructor(options: Options) {
    this.#options = options;
  }

  revisionFor(viewer: Viewer, current: NamedRaster): string {
    return revisionOf(current.revision, this.#hiddenFrom(viewer));
  }

  async rasterFor(viewer: Viewer, current: NamedRaster): Promise<NamedRaster> {
    const revision = this.revisionFor(viewer, current);
    if (revision === current.revision) return current;
    const rights = rightsKey(viewer);
    const kept = this.#kept.get(rights);
    if (kept?.revision === revision) return kept.raster;
    const raster = this.#compute(viewer, revision);
    this.#kept.delete(rights);
    this.#kept.set(rights, { revision, raster });
    raster.catch(() => this.#kept.delete(rights));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostRasters) break;
      this.#kept.delete(oldest);
    }
    return raster;
  }

  async #compute(viewer: Viewer, revision: string): Promise<NamedRaster> {
    const { live, now, inputs, compute } = this.#options;
    const at = now();
    const mayKnow = (record: PictureRecord) => canSee(viewer, record);
    const situation = readSituationOf(live.picture, inputs().filter(mayKnow), { now: at, mayKnow });
    const { raster, isNight } = await compute({ situation, patrols: [], wantsRaster: true });
    return { revision, computedAt: at, raster: raster!, isNight };
  }

  /** Keys of inputs, and of the tracks that say where one is, that a viewer may not see. */
  #hiddenFrom(viewer: Viewer): string[] {
    const { live, inputs } = this.#options;
    return inputs().flatMap((record) => {
      if (!canSee(viewer, record)) return [record.key];
      const track = record.kind === 'asset' ? live.picture.records.get(`track/${record.body.track}`) : undefined;
      return track && !canSee(viewer, track) ? [track.key] : [];
    });
  }
}
