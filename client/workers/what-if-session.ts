import { createStore } from 'zustand/vanilla';
import type { BestPlaces } from '#shared/coverage/best-places.ts';
import { inputsInUse, isInput, readPatrols, readSituationOf } from '#shared/coverage/situation/live-situation.ts';
import { boxAround } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Ground } from '#shared/schema/ground.ts';
import type { Edit } from '#shared/schema/medical/scenario.ts';
import type { Mission } from '#shared/schema/mission.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { ViewStore } from '../store/view/view-store.ts';
import type { WhatIfStore } from '../store/what-if-store.ts';
import type { Pulled, Supposed, WhatIfAnswer, WhatIfRequest } from './what-if-messages.ts';
import { candidatesIn, leversOf } from './what-if-questions.ts';

/** What the panel of what-ifs shows. */
export type WhatIfPanelState = {
  edits: readonly Edit[];
  supposed: Supposed | undefined;
  /** Whether that is of the edits as they are; else the answer is on its way. */
  isCurrent: boolean;
  levers: readonly Pulled[] | undefined;
  /** Where one thing would serve best, once that was asked; without `best` it is being computed. */
  places: { key: string; best?: BestPlaces } | undefined;
  ground: Ground | undefined;
  fault: string | undefined;
  /** How long ago what it stands on was taken from the live picture: server time. */
  basedAt: number | undefined;
};

type Parts = { store: LiveStore; clock: PictureClock; view: ViewStore; whatIf: WhatIfStore; mission: Mission };

/** The live picture is taken anew so often; in between everything is compared with the same. */
const takeLiveMs = 5_000;
/** More than this does not go into an address: then it has to be saved as a scenario to be shared. */
const mostLetters = 4_000;

/**
 * One what-if, from the moment its panel is opened until it is closed. In: edits by a person, and the live picture. Out:
 * the cover as it would be, for panel and map. The newest edits win: while the worker computes, those between are passed
 * over.
 */
export class WhatIfSession {
  readonly state = createStore<WhatIfPanelState>()(() => ({
    edits: [],
    supposed: undefined,
    isCurrent: false,
    levers: undefined,
    places: undefined,
    ground: undefined,
    fault: undefined,
    basedAt: undefined,
  }));
  readonly #parts: Parts;
  readonly #worker: Worker;
  readonly #timer: ReturnType<typeof setInterval>;
  #before: (readonly Edit[])[] = [];
  #after: (readonly Edit[])[] = [];
  /** What is being dragged. */
  #dragged: string | undefined;
  #isBusy = false;
  #isOpen = false;
  /** Counts the edits; answers to a question about earlier ones are passed over. */
  #version = 0;
  #askedAt = 0;
  #waiting = { live: true, edits: true, levers: false, places: false };

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#worker = new Worker(new URL('./what-if-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WhatIfAnswer>) => this.#take(data));
    this.#worker.addEventListener('error', ({ message }) => this.#take({ kind: 'fault', detail: message }));
    this.#timer = setInterval(() => {
      this.#waiting = { ...this.#waiting, live: true, edits: true };
      this.#next();
    }, takeLiveMs);
    parts.whatIf.setState({
      onDrag: (key, position, isEnd) => this.drag(key, position, isEnd),
      onEdit: (edit) => this.add(edit),
    });
    // Before anybody edits: the address then says something else.
    void this.#open(parts.view.getState().suppose);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#worker.terminate();
    this.#parts.whatIf.setState({ drawn: undefined, onDrag: undefined, onEdit: undefined });
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get canRedo(): boolean {
    return this.#after.length > 0;
  }

  /** Adds one edit; what it says of the same thing replaces what was said before. */
  add(edit: Edit): void {
    this.#remember();
    this.#set(withEdit(this.state.getState().edits, edit));
  }

  drag(key: string, position: Position, isEnd: boolean): void {
    if (this.#dragged === undefined) this.#remember();
    this.#dragged = isEnd ? undefined : key;
    const place: [number, number] = [position[0], position[1]];
    this.#set(withEdit(this.state.getState().edits, { kind: 'place', key, position: place }));
  }

  /** Other edits in place of all: a saved scenario, or none. */
  replace(edits: readonly Edit[]): void {
    this.#remember();
    this.#set(edits);
  }

  undo(): void {
    const edits = this.#before.pop();
    if (!edits) return;
    this.#after.push(this.state.getState().edits);
    this.#set(edits);
  }

  redo(): void {
    const edits = this.#after.pop();
    if (!edits) return;
    this.#before.push(this.state.getState().edits);
    this.#set(edits);
  }

  /** Asks what ten minutes less would bring, helicopter by helicopter and of the clearance. */
  askLevers(): void {
    this.#waiting.levers = true;
    this.#next();
  }

  /** Asks where an asset or a facility would serve best. */
  askPlaces(key: string): void {
    this.state.setState({ places: { key } });
    this.#waiting.places = true;
    this.#next();
  }

  #remember(): void {
    this.#before.push(this.state.getState().edits);
    this.#after = [];
  }

  #set(edits: readonly Edit[]): void {
    this.#version++;
    const text = edits.length === 0 ? undefined : JSON.stringify(edits);
    this.#parts.view.getState().change({ suppose: text && text.length <= mostLetters ? text : undefined });
    this.state.setState({ edits, isCurrent: false, levers: undefined, places: undefined });
    this.#waiting.edits = true;
    this.#next();
  }

  async #open(suppose: string | undefined): Promise<void> {
    try {
      const answer = await fetch('/api/v1/ground');
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const ground = (await answer.json()) as Ground;
      this.state.setState({ ground });
      const { area, ground: own } = this.#parts.mission;
      const cellMetres = own?.cellMetres;
      this.#post({ kind: 'open', box: boxAround(area.coordinates[0]!), ground, cellMetres, area, suppose });
    } catch (error) {
      this.state.setState({ fault: (error as Error).message });
    }
  }

  #take(answer: WhatIfAnswer): void {
    this.#isBusy = false;
    if (answer.kind === 'fault') this.state.setState({ fault: answer.detail });
    if (answer.kind === 'opened') {
      this.#isOpen = true;
      if (this.#version === 0) this.state.setState({ edits: answer.edits });
    }
    const isAnswered = this.#askedAt === this.#version;
    if (answer.kind === 'levers' && isAnswered) this.state.setState({ levers: answer.levers });
    if (answer.kind === 'places' && isAnswered && this.state.getState().places?.key === answer.key) {
      const { key, best } = answer;
      this.state.setState({ places: { key, best } });
    }
    if (answer.kind === 'supposed') {
      const { supposed } = answer;
      this.state.setState({ supposed, isCurrent: isAnswered, fault: undefined });
      const { grid, classes, places, tookMs } = supposed;
      this.#parts.whatIf.setState({ drawn: { grid, classes, places, tookMs } });
    }
    this.#next();
  }

  #next(): void {
    if (this.#isBusy || !this.#isOpen) return;
    const { edits } = this.state.getState();
    if (this.#waiting.live && this.#dragged === undefined) {
      this.#waiting.live = false;
      this.#postLive();
    } else if (this.#waiting.edits) {
      this.#waiting.edits = false;
      this.#post({ kind: 'suppose', edits, dragged: this.#dragged });
    } else if (this.#waiting.levers) {
      this.#waiting.levers = false;
      this.#post({ kind: 'levers', edits, levers: leversOf(this.#parts.store, edits) });
    } else if (this.#waiting.places) {
      this.#waiting.places = false;
      this.#postPlaces();
    }
  }

  #postPlaces(): void {
    const { edits, places } = this.state.getState();
    if (places) this.#post({ kind: 'places', edits, key: places.key, candidates: candidatesIn(this.#parts.store) });
  }

  #postLive(): void {
    const { store, clock } = this.#parts;
    const now = clock.serverNow() ?? store.pictureAt ?? Date.now();
    const inputs = inputsInUse([...store.picture.records.values()].filter(isInput));
    this.state.setState({ basedAt: now });
    this.#post({
      kind: 'live',
      situation: readSituationOf(store.picture, inputs, { now }),
      patrols: readPatrols(store.picture),
    });
  }

  #post(request: WhatIfRequest): void {
    this.#isBusy = true;
    this.#askedAt = this.#version;
    this.#worker.postMessage(request);
  }
}

/** Edits of the same thing are one: the later says all that both say. */
export function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  const index = edits.findIndex((each) => subjectOf(each) === subjectOf(edit));
  const before = edits[index];
  if (!before) return [...edits, edit];
  const merged = 'set' in edit && 'set' in before ? { ...edit, set: { ...before.set, ...edit.set } } : edit;
  return edits.with(index, merged as Edit);
}

function subjectOf(edit: Edit): string {
  if (edit.kind === 'road') return `road ${edit.roadId}`;
  return 'key' in edit ? `${edit.kind} ${edit.key}` : edit.kind;
}
