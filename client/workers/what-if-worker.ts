import { type BestPlaces, bestPlaces } from '#shared/coverage/best-places.ts';
import { comparePatrols, markDifference } from '#shared/coverage/compare-cover.ts';
import { computeSeconds, type PreparedSituation, prepareSituation } from '#shared/coverage/compute-cover.ts';
import { classifyCells } from '#shared/coverage/cover-classes.ts';
import { CoverDrag } from '#shared/coverage/cover-drag.ts';
import { fillAreas } from '#shared/coverage/ground/fill-areas.ts';
import { GroundModel, tierLimitSeconds } from '#shared/coverage/ground/ground-model.ts';
import { coverOfPatrol, type PatrolCover } from '#shared/coverage/patrol-cover.ts';
import { applyEdits } from '#shared/coverage/situation/apply-edits.ts';
import { type PatrolPlace, type Situation, usualConfidence } from '#shared/coverage/situation/situation.ts';
import type { Edit } from '#shared/schema/medical/scenario.ts';
import { parseEdits } from './parse-edits.ts';
import type { Lever, Pulled, Supposed, SupposedPlace, WhatIfAnswer, WhatIfRequest } from './what-if-messages.ts';

/**
 * Computes what-ifs beside the page, with the same functions as the server: in, what is known and edits of it; out, the
 * cover as it would be and what it gains and loses. What is known is computed once for all the edits that stand on it.
 * Only whether tiers are met is asked, so that ways over ground are followed no longer than a tier lasts.
 */
type Covers = readonly { patrolId: string; cover: PatrolCover }[];
type Basis = { situation: Situation; patrols: readonly PatrolPlace[]; classes?: Uint8Array; covers?: Covers };

/** So many places one after the other; more is a plan and no advice. */
const mostPlaces = 3;

let model: GroundModel | undefined;
let inside: Uint8Array | undefined;
let live: Basis | undefined;
/** Keeps what does not depend on the thing that is dragged, while it is. */
let drag: { key: string; of: CoverDrag } | undefined;

self.addEventListener('message', ({ data }: MessageEvent<WhatIfRequest>) => {
  try {
    post(answer(data));
  } catch (error) {
    post({ kind: 'fault', detail: (error as Error).message });
  }
});

function answer(request: WhatIfRequest): WhatIfAnswer {
  switch (request.kind) {
    case 'open': {
      const { box, ground, cellMetres } = request;
      const made = GroundModel.make(box, ground, { cellMetres, limitSeconds: tierLimitSeconds });
      if (!made.ok) return { kind: 'fault', detail: made.problem };
      model = made.model;
      inside = fillAreas(model.display.grid, [{ cover: 'bare', rings: request.area.coordinates }]);
      return { kind: 'opened', edits: parseEdits(request.suppose) };
    }
    case 'live':
      live = { situation: request.situation, patrols: request.patrols };
      return { kind: 'ready' };
    case 'suppose':
      return { kind: 'supposed', supposed: suppose(request) };
    case 'levers':
      return { kind: 'levers', levers: pull(request.edits, request.levers) };
    case 'places':
      return { kind: 'places', key: request.key, best: choosePlaces(request) };
  }
}

function suppose({ edits, dragged }: Extract<WhatIfRequest, { kind: 'suppose' }>): Supposed {
  const startedAt = performance.now();
  const basis = live!;
  if (!basis.classes || !basis.covers) {
    const real = prepare(basis.situation);
    basis.classes = classesOf(real);
    basis.covers = coversOf(real, basis);
  }
  const situation = applyEdits(basis.situation, edits);
  const prepared = prepare(situation);
  const classes = edits.length === 0 ? basis.classes.slice() : classesOf(prepared, dragged);
  const patrols = coversOf(prepared, basis);
  const { grid } = model!.display;
  const area = markDifference(grid, { before: basis.classes, after: classes, inside: inside! });
  const difference = { ...area, ...comparePatrols(basis.covers, patrols) };
  const places = placesOf(situation, edits);
  return { grid, classes, ...difference, places, tookMs: performance.now() - startedAt };
}

/** Each lever alone on top of the edits; only patrols are looked at, because those are what a person asks for. */
function pull(edits: readonly Edit[], levers: readonly Lever[]): Pulled[] {
  const basis = live!;
  const before = coversOf(prepare(applyEdits(basis.situation, edits)), basis);
  return levers.map(({ key, edit }) => {
    const after = coversOf(prepare(applyEdits(basis.situation, [...edits, edit])), basis);
    return { key, ...comparePatrols(before, after) };
  });
}

function choosePlaces({ edits, key, candidates }: Extract<WhatIfRequest, { kind: 'places' }>): BestPlaces {
  const { situation, patrols } = live!;
  return bestPlaces(model!, { situation: applyEdits(situation, edits), patrols, key, candidates, count: mostPlaces });
}

function prepare(situation: Situation): PreparedSituation {
  return prepareSituation(model!, situation, usualConfidence);
}

function classesOf(prepared: PreparedSituation, dragged?: string): Uint8Array {
  if (dragged === undefined) drag = undefined;
  else if (drag?.key !== dragged) drag = { key: dragged, of: new CoverDrag(model!, dragged) };
  const { known, hopeful } = drag ? drag.of.seconds(prepared) : computeSeconds(model!, prepared);
  return classifyCells(known, hopeful, 'seconds');
}

function coversOf(prepared: PreparedSituation, { patrols, situation }: Basis): Covers {
  return patrols.map(({ patrolId, fix }) => ({
    patrolId,
    cover: coverOfPatrol(model!, prepared, fix, situation.now),
  }));
}

function placesOf({ assets, facilities, fixes }: Situation, edits: readonly Edit[]): SupposedPlace[] {
  const edited = new Set(edits.flatMap((edit) => ('key' in edit ? [edit.key] : [])));
  return [
    ...assets.flatMap(({ key, body }) => {
      const position = (body.track === undefined ? undefined : fixes.get(body.track)?.position) ?? body.position;
      return position ? [{ key, name: body.name, position, isEdited: edited.has(key) }] : [];
    }),
    ...facilities.map(({ key, body }) => ({
      key,
      name: body.name,
      position: body.position,
      isEdited: edited.has(key),
    })),
  ];
}

function post(message: WhatIfAnswer): void {
  const transfer = message.kind === 'supposed' ? [message.supposed.classes.buffer as ArrayBuffer] : [];
  (self as unknown as Worker).postMessage(message, transfer);
}
