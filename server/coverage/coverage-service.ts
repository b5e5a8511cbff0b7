import { createHash } from 'node:crypto';
import type { CoverRaster } from '#shared/coverage/compute-cover.ts';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { PlansAnswer } from '#shared/protocol/case-plans.ts';
import type { ReportResult } from '#shared/protocol/http.ts';
import type { Ground } from '#shared/schema/ground.ts';
import { canSee, rightsKey, type Viewer } from '../access/viewer.ts';
import { ThreadClient } from '../log/thread-port.ts';
import type { LivePicture, PictureUpdate } from '../picture/live-picture.ts';
import { CoverConclusions } from './cover-conclusions.ts';
import type {
  CoverageAnswer,
  CoverageRequest,
  CoverageSetting,
  PatrolPlace,
  PlansComputed,
  WantedPlans,
} from './coverage-messages.ts';
import { isInput, readLiveSituation, readPatrols } from './live-situation.ts';
import { WatchedTracks } from './watched-tracks.ts';

/** After what cover is computed from has changed; otherwise patrols move, and time passes. */
const firstMs = 1_500;
const soonMs = 50;
const leastMs = 500;
const movementMs = 5_000;
/** States lapse and night falls: at least this often everything is computed anew. */
const rasterMs = 60_000;

export type CoverageOptions = {
  live: LivePicture;
  box: BoundingBox;
  ground: Ground;
  now: () => number;
  /** The door for what the server concludes. */
  submit: (reports: readonly unknown[]) => Promise<ReportResult[]>;
  /** There is a newer raster. */
  onRaster: () => void;
  onFault: (error: Error) => void;
};

/** A raster, named by what it was computed from. */
export type NamedRaster = { revision: string; computedAt: number; raster: CoverRaster; isNight: boolean };

/**
 * Keeps medical cover current: in, the live picture; out, a raster by viewers' rights and a fact for each patrol whose
 * cover changed. Computed in a thread of its own, one at a time, from the newest situation.
 */
export class CoverageService {
  readonly #options: CoverageOptions;
  readonly #stopListening: () => void;
  readonly #conclusions: CoverConclusions;
  readonly #watched: WatchedTracks;
  readonly #rasters = new Map<string, NamedRaster>();
  readonly #inputs = new Map<string, PictureRecord>();
  #thread: ThreadClient<CoverageRequest, true> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #isComputing = false;
  #isRasterDue = true;
  #isClosed = false;
  #current: NamedRaster | undefined;

  constructor(options: CoverageOptions) {
    this.#options = options;
    this.#conclusions = new CoverConclusions(options.live);
    this.#watched = new WatchedTracks(options.live.picture);
    for (const record of options.live.picture.records.values())
      if (isInput(record)) this.#inputs.set(record.key, record);
    this.#stopListening = options.live.listen((update) => this.#hear(update));
  }

  /** Begins to compute, a little later: whoever starts wants to see the map first. */
  start(): void {
    this.#timer ??= setTimeout(() => this.#run(), firstMs);
  }

  /** Names what a viewer of such rights would be given; undefined while nothing has been computed. */
  revisionFor(viewer: Viewer): string | undefined {
    return this.#current && revisionOf(this.#current, this.#hiddenFrom(viewer));
  }

  /** The cover as far as a viewer may know what it rests on. */
  async rasterFor(viewer: Viewer): Promise<NamedRaster | undefined> {
    const current = this.#current;
    const hidden = this.#hiddenFrom(viewer);
    if (!current || hidden.length === 0) return current;
    const revision = revisionOf(current, hidden);
    const kept = this.#rasters.get(rightsKey(viewer));
    if (kept?.revision === revision) return kept;
    const visible = [...this.#inputs.values()].filter((record) => canSee(viewer, record));
    const { raster, isNight } = await this.#compute({ inputs: visible, patrols: [], wantsRaster: true });
    const own = { revision, computedAt: current.computedAt, raster: raster!, isNight };
    this.#rasters.set(rightsKey(viewer), own);
    return own;
  }

  /** Ways from a place to care, computed from what the viewer may see and from nothing else. */
  async plansFor(viewer: Viewer, wanted: WantedPlans): Promise<PlansAnswer> {
    const { live, now } = this.#options;
    const { records } = live.picture;
    const isSeen = (record: PictureRecord | undefined) => record !== undefined && canSee(viewer, record);
    const isTrackSeen = (track: string) => isSeen(records.get(`track/${track}`));
    const inputs = [...this.#inputs.values()].filter(isSeen);
    const at = now();
    const situation = readLiveSituation(live.picture, inputs, at, isTrackSeen);
    const patrols = readPatrols(live.picture, isSeen, isTrackSeen);
    const { plans, isNight } = await this.#ask<PlansComputed>({ kind: 'plans', situation, patrols, wanted });
    return {
      ...{ computedAt: new Date(at).toISOString(), position: wanted.position, tier: wanted.tier },
      ...{ limitSeconds: tierMinutes[wanted.tier] * 60, isNight, parameters: situation.parameters?.sequence ?? 0 },
      plans: plans.map(({ uncovered, ...plan }) => ({ ...plan, uncovers: uncovered.map((id) => `patrol/${id}`) })),
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stopListening();
    await this.#thread?.close();
  }

  #hiddenFrom(viewer: Viewer): string[] {
    return [...this.#inputs.values()].flatMap((record) => (canSee(viewer, record) ? [] : [record.key]));
  }

  #hear({ changes, slots }: PictureUpdate): void {
    let isInputChange = false;
    for (const change of changes) {
      const key = change.kind === 'put' ? change.record.key : change.key;
      if (change.kind === 'put' && isInput(change.record)) this.#inputs.set(key, change.record);
      else if (!this.#inputs.delete(key) && !key.startsWith('patrol/')) continue;
      isInputChange = true;
    }
    if (!isInputChange && !this.#watched.hasAssetMoved(slots)) return;
    this.#isRasterDue = true;
    this.#schedule(soonMs);
  }

  #schedule(waitMs: number): void {
    if (this.#isClosed || this.#isComputing || !this.#timer) return;
    const since = performance.now() - this.#startedAt;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.max(waitMs, leastMs - since));
  }

  async #run(): Promise<void> {
    this.#isComputing = true;
    this.#startedAt = performance.now();
    try {
      await this.#update();
    } catch (error) {
      if (!this.#isClosed) this.#options.onFault(error as Error);
    }
    this.#isComputing = false;
    this.#schedule(this.#isRasterDue ? soonMs : movementMs);
  }

  async #update(): Promise<void> {
    const { live, now } = this.#options;
    const at = now();
    const inputs = [...this.#inputs.values()];
    const patrols = readPatrols(live.picture);
    const wantsRaster = this.#isRasterDue || at - (this.#current?.computedAt ?? 0) >= rasterMs;
    this.#isRasterDue = false;
    if (wantsRaster) this.#watched.watch(inputs);
    const { raster, isNight, patrols: covers } = await this.#compute({ inputs, patrols, wantsRaster });
    if (this.#isClosed) return;
    if (raster) {
      this.#current = { revision: `${live.picture.sequence}-${at}`, computedAt: at, raster, isNight };
      this.#options.onRaster();
    }
    const records = new Map(inputs.map((record) => [record.key, record]));
    const reports = this.#conclusions.conclude(covers, { now: at, records, isNight });
    if (reports.length === 0) return;
    const results = await this.#options.submit(reports);
    const refused = results.find((result) => result.status === 'refused');
    if (refused?.status === 'refused')
      throw new Error(`a conclusion about cover was refused: ${refused.problem.detail}`);
  }

  #startThread(): ThreadClient<CoverageRequest, true> {
    const { box, ground, onFault } = this.#options;
    const setting: CoverageSetting = { box, ground };
    const script = new URL('./coverage-thread.ts', import.meta.url);
    return new ThreadClient(script, setting, { onNotice: () => undefined, onDeath: onFault });
  }

  #compute(wanted: {
    inputs: readonly PictureRecord[];
    patrols: readonly PatrolPlace[];
    wantsRaster: boolean;
  }): Promise<CoverageAnswer> {
    const { inputs, patrols, wantsRaster } = wanted;
    const situation = readLiveSituation(this.#options.live.picture, inputs, this.#options.now());
    return this.#ask<CoverageAnswer>({ kind: 'cover', situation, patrols, wantsRaster });
  }

  #ask<Answer>(request: CoverageRequest): Promise<Answer> {
    this.#thread ??= this.#startThread();
    return this.#thread.call<Answer>(request);
  }
}

function revisionOf({ revision }: NamedRaster, hidden: readonly string[]): string {
  return hidden.length === 0
    ? revision
    : `${revision}-${createHash('sha256').update(hidden.join()).digest('hex').slice(0, 8)}`;
}
