import { groundCellMetres } from '#shared/coverage/ground/ground-model.ts';
import { withTasks } from '#shared/coverage/situation/assets-on-cases.ts';
import {
  countLeftOut,
  inputsInUse,
  isInput,
  readPatrols,
  readSituationOf,
} from '#shared/coverage/situation/live-situation.ts';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import { makeMercatorGrid } from '#shared/geo/mercator-grid.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { PlansAnswer } from '#shared/protocol/case-plans.ts';
import type { ReportResult } from '#shared/protocol/http.ts';
import type { Ground } from '#shared/schema/ground.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Viewer } from '../access/viewer.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { LivePicture, PictureUpdate } from '../picture/live-picture.ts';
import { type CoverQuestion, computeInParts } from './compute-patrols.ts';
import { CoverConclusions } from './cover-conclusions.ts';
import type { CoverageAnswer, NamedRaster, WantedPlans } from './coverage-messages.ts';
import { CoverageWorker } from './coverage-worker.ts';
import { PastCover, type PastCovers } from './past-cover.ts';
import { planFor } from './plan-for.ts';
import { ViewerRasters } from './viewer-rasters.ts';
import { WatchedTracks } from './watched-tracks.ts';

/** More people than this do not wait for plans: cover itself is computed in between, and must not stand still. */
const mostPlansWaiting = 8;

/** After the start: whoever starts wants to see the map first. */
const firstMs = 4_000;
/** After what cover is computed from has changed; otherwise patrols move, and time passes. */
const soonMs = 50;
const leastMs = 500;
const movementMs = 5_000;
/** States lapse and night falls: at least this often everything is computed anew. */
const rasterMs = 60_000;

export type CoverageOptions = {
  live: LivePicture;
  log: EventLog;
  box: BoundingBox;
  ground: Ground;
  cellMetres?: number | undefined;
  metrics: Metrics;
  now: () => number;
  /** The door for what the server concludes. */
  submit: (reports: readonly unknown[]) => Promise<ReportResult[]>;
  /** Milliseconds after the start before which nothing is computed. */
  firstMs?: number | undefined;
  /** There is a newer raster. */
  onRaster: () => void;
  onFault: (error: Error) => void;
};

/**
 * Keeps medical cover current: in, the live picture; out, a raster by viewers' rights and a fact for each patrol whose
 * cover changed. Computed in a thread of its own, one at a time, from the newest situation. Answers for the past too.
 */
export class CoverageService {
  readonly #options: CoverageOptions;
  readonly #stopListening: () => void;
  readonly #conclusions: CoverConclusions;
  readonly #watched: WatchedTracks;
  readonly #worker: CoverageWorker;
  readonly #rasters: ViewerRasters;
  readonly #past: PastCover;
  readonly #inputs = new Map<string, PictureRecord>();
  #ground: Ground;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #isComputing = false;
  #isRasterDue = true;
  #leftOut = 0;
  #plansWaiting = 0;
  #isClosed = false;
  #notBefore = 0;
  /** Until then patrols are told what another run concluded. */
  #hasConcluded = false;
  #current: NamedRaster | undefined;
  /** Why there never is cover here. */
  readonly #obstacle: string | undefined;

  constructor(options: CoverageOptions) {
    const { live, log, now, box, ground, cellMetres, metrics, onFault } = options;
    this.#options = options;
    this.#ground = ground;
    const grid = makeMercatorGrid(box, cellMetres ?? groundCellMetres);
    this.#obstacle = grid.ok ? undefined : grid.problem;
    this.#worker = new CoverageWorker({ setting: { box, ground, cellMetres }, metrics, onFault });
    const compute = (question: CoverQuestion) => computeInParts(this.#worker, question);
    this.#rasters = new ViewerRasters({ live, now, inputs: () => this.#inputsInUse(), compute });
    this.#past = new PastCover({ log, now, compute });
    this.#conclusions = new CoverConclusions(live);
    this.#watched = new WatchedTracks(live.picture);
    for (const record of live.picture.records.values()) if (isInput(record)) this.#inputs.set(record.key, record);
    this.#stopListening = live.listen((update) => this.#hear(update));
  }

  /** What vehicles drive over. */
  get ground(): Ground {
    return this.#ground;
  }

  /** Roads that were found after the start. Everything is computed anew. */
  async useGround(ground: Ground): Promise<void> {
    const { box, cellMetres } = this.#options;
    this.#ground = ground;
    await this.#worker.use({ box, ground, cellMetres });
    this.#isRasterDue = true;
    this.#schedule(soonMs);
  }

  /** Begins to compute, a little later. */
  start(): void {
    if (this.#obstacle !== undefined || this.#timer) return;
    const waitMs = this.#options.firstMs ?? firstMs;
    this.#notBefore = performance.now() + waitMs;
    this.#timer = setTimeout(() => this.#run(), waitMs);
  }

  /** Names what a viewer of such rights would be given; undefined until this run has concluded something of patrols. */
  revisionFor(viewer: Viewer): string | undefined {
    return this.#current && this.#hasConcluded ? this.#rasters.revisionFor(viewer, this.#current) : undefined;
  }

  /** The cover as far as a viewer may know what it rests on. */
  async rasterFor(viewer: Viewer): Promise<Parsed<NamedRaster>> {
    if (!this.#current) return this.#notReady();
    return { ok: true, value: await this.#rasters.rasterFor(viewer, this.#current) };
  }

  /** What was known at a time before now. */
  async pastRasterFor(viewer: Viewer, at: number): Promise<Parsed<NamedRaster>> {
    return this.#current ? this.#past.raster(viewer, at) : this.#notReady();
  }

  async pastPatrolsFor(viewer: Viewer, at: number): Promise<Parsed<PastCovers>> {
    return this.#current ? this.#past.patrols(viewer, at) : this.#notReady();
  }

  /** Ways from a place to care, computed from what the viewer may see and from nothing else. */
  async plansFor(viewer: Viewer, wanted: WantedPlans): Promise<Parsed<PlansAnswer>> {
    const { live, now } = this.#options;
    if (this.#obstacle !== undefined || this.#worker.isDown) return this.#notReady();
    if (this.#plansWaiting >= mostPlansWaiting)
      return refuse('overloaded', `${mostPlansWaiting} questions for plans are waiting; ask again`);
    this.#plansWaiting++;
    try {
      const question = { live, inputs: this.#inputsInUse(), viewer, wanted, now: now() };
      return { ok: true, value: await planFor(this.#worker, question) };
    } finally {
      this.#plansWaiting--;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stopListening();
    await this.#worker.close();
  }

  #notReady(): Parsed<never> {
    if (this.#obstacle !== undefined)
      return refuse('no-cover', `medical cover cannot be computed for the area of this mission: ${this.#obstacle}`);
    if (this.#worker.isDown)
      return refuse('no-cover', 'medical cover is not computed any more: what computed it failed twice');
    return refuse('not-ready', 'medical cover has not been computed yet; ask again');
  }

  #inputsInUse(): PictureRecord[] {
    return inputsInUse([...this.#inputs.values()]);
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
    if (this.#isClosed || this.#isComputing || !this.#timer || this.#worker.isDown) return;
    const now = performance.now();
    clearTimeout(this.#timer);
    const atLeast = Math.max(leastMs - (now - this.#startedAt), this.#notBefore - now);
    this.#timer = setTimeout(() => this.#run(), Math.max(waitMs, atLeast));
  }

  async #run(): Promise<void> {
    this.#isComputing = true;
    this.#startedAt = performance.now();
    let nextMs = movementMs;
    try {
      await this.#update();
      if (this.#isRasterDue) nextMs = soonMs;
    } catch (error) {
      this.#isRasterDue = true;
      if (this.#worker.isDown) await this.#giveUp();
      else if (!this.#isClosed) this.#options.onFault(error as Error);
    }
    this.#isComputing = false;
    this.#schedule(nextMs);
  }

  async #update(): Promise<void> {
    const { live, now } = this.#options;
    const at = now();
    const inputs = this.#inputsInUse();
    const patrols = readPatrols(live.picture);
    const wantsRaster = this.#isRasterDue || at - (this.#current?.computedAt ?? 0) >= rasterMs;
    this.#isRasterDue = false;
    if (wantsRaster) this.#watch(inputs);
    const situation = readSituationOf(live.picture, inputs, { now: at });
    const sequence = live.picture.sequence;
    const publish = ({ raster, isNight }: CoverageAnswer): void => {
      if (!raster || this.#isClosed) return;
      this.#current = { revision: `${sequence}-${at}`, computedAt: at, raster, isNight };
      this.#options.onRaster();
    };
    const question = { situation, patrols, wantsRaster };
    const { isNight, patrols: covers } = await computeInParts(this.#worker, question, publish);
    if (this.#isClosed) return;
    const records = new Map(withTasks(inputs).map((record) => [record.key, record]));
    await this.#tell(this.#conclusions.conclude(covers, { now: at, records, isNight, fixes: situation.fixes }));
    if (this.#hasConcluded) return;
    this.#hasConcluded = true;
    this.#options.onRaster();
  }

  #watch(inputs: readonly PictureRecord[]): void {
    const { metrics, onFault } = this.#options;
    this.#watched.watch(withTasks(inputs));
    const leftOut = countLeftOut(inputs);
    if (leftOut > 0 && this.#leftOut === 0)
      onFault(
        new Error(`medical cover leaves out ${leftOut} assets, facilities and landing sites: there are too many`),
      );
    this.#leftOut = leftOut;
    metrics.coverLeftOut.set(leftOut);
  }

  /** Nobody knows any more: what was told of patrols must not stand as if it were watched. */
  async #giveUp(): Promise<void> {
    this.#current = undefined;
    this.#options.onRaster();
    const { live, now, onFault } = this.#options;
    const patrolIds = readPatrols(live.picture).map(({ patrolId }) => patrolId);
    const basis = { now: now(), records: this.#inputs, isNight: false, fixes: new Map() };
    await this.#tell(this.#conclusions.disown(patrolIds, basis)).catch(onFault);
  }

  async #tell(reports: readonly unknown[]): Promise<void> {
    if (reports.length === 0) return;
    const results = await this.#options.submit(reports);
    const refused = results.find((result) => result.status === 'refused');
    if (refused?.status === 'refused')
      throw new Error(`a conclusion about cover was refused: ${refused.problem.detail}`);
  }
}
