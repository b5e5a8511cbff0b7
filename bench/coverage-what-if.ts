import { type CoverSeconds, computeSeconds, prepareSituation } from '#shared/coverage/compute-cover.ts';
import { classifyCells } from '#shared/coverage/cover-classes.ts';
import { CoverDrag } from '#shared/coverage/cover-drag.ts';
import type { GroundModel } from '#shared/coverage/ground/ground-model.ts';
import { makeRecord } from '#shared/coverage/situation/make-test-situation.ts';
import type { Situation } from '#shared/coverage/situation/situation.ts';
import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { parametersOf } from '#shared/parameters/medical.ts';
import { defaultConditions } from '#shared/schema/medical/conditions.ts';
import type { Figures } from './benchmark.ts';
import { type MeasureOptions, measure } from './coverage-clock.ts';
import { atMost, medianOf } from './figure.ts';

export type WhatIfOptions = {
  model: GroundModel;
  situation: Situation;
  bridges: readonly string[];
  named: (name: string) => MeasureOptions;
  say: (line: string) => void;
};

const classify = ({ known, hopeful }: CoverSeconds) => classifyCells(known, hopeful, 'seconds');

/** Each as a worker computes it: from records to the class of every cell. */
export function measureWhatIfs({ model, situation, bridges, named, say }: WhatIfOptions): Figures {
  const compute = (changed: Partial<Situation>) =>
    classify(computeSeconds(model, prepareSituation(model, { ...situation, ...changed }, 'planning')));
  compute({});
  const helicopter = measureDrag('asset/H-3', 'helicopter');
  const hospital = measureDrag('facility/F-2', 'Level 2');

  function measureDrag(key: string, name: string): { frame: number; grab: number } {
    let drag = new CoverDrag(model, key);
    const frameAt = (run: number) => {
      const moved = <T extends { key: string; body: { position?: Position | undefined } }>(record: T): T =>
        record.key === key
          ? { ...record, body: { ...record.body, position: destination(record.body.position!, 70, 1_700 * run) } }
          : record;
      const { assets, facilities } = situation;
      const changed = { ...situation, assets: assets.map(moved), facilities: facilities.map(moved) };
      classify(drag.seconds(prepareSituation(model, changed, 'planning')));
    };
    const grab = measure(named(`grab a ${name}`), () => {
      drag = new CoverDrag(model, key);
      frameAt(0);
    });
    const frames = named(`frame while a ${name} is dragged`);
    const { wallMs } = measure({ ...frames, runs: frames.runs * 3 }, (run) => frameAt(run + 1));
    return { frame: wallMs, grab: grab.wallMs };
  }

  const notice = measure(named('notice of one helicopter'), (run) => {
    const assets = situation.assets.map((record) =>
      record.id === 'H-3' ? { ...record, body: { ...record.body, noticeMinutes: 20 + run } } : record,
    );
    compute({ assets });
  });
  const clearance = measure(named('clearance of all'), (run) => {
    compute({ conditions: makeRecord('conditions', 'mission', { ...defaultConditions, clearanceMinutes: run }) });
  });
  const busy = measure(named('busy tables everywhere'), (run) => {
    const facilities = situation.facilities.map((record, index) => ({
      ...record,
      body: { ...record.body, tablesFree: 0, tableFreeAt: situation.now + (60 + 5 * index + run) * 60_000 },
    }));
    compute({ facilities });
  });
  // Another wet factor each time, so that nothing of it has been computed before.
  const season = measure(named('season'), (run) => {
    compute({
      conditions: makeRecord('conditions', 'mission', { ...defaultConditions, season: 'wet' }),
      parameters: makeRecord('parameters', 'medical', { changed: { wetUnpaved: 0.33 + run / 1_000 } }),
    });
  });
  const losses = bridges.map((roadId) => {
    const startedAt = performance.now();
    compute({ roads: [makeRecord('road', roadId, { roadId, state: 'closed' } as never)] });
    const tookMs = performance.now() - startedAt;
    compute({});
    return tookMs;
  });

  return {
    dragHelicopterFrame: atMost(33, 'ms', helicopter.frame),
    dragHelicopterGrab: atMost(150, 'ms', helicopter.grab),
    dragLevel2Frame: atMost(33, 'ms', hospital.frame),
    dragLevel2Grab: atMost(150, 'ms', hospital.grab),
    whatIfNotice: atMost(150, 'ms', notice.wallMs),
    whatIfClearance: atMost(150, 'ms', clearance.wallMs),
    whatIfRoadClosed: atMost(150, 'ms', medianOf(losses)),
    bridgeLoss: atMost(10, 'ms', measureBridgeLoss({ model, situation, bridges, say })),
    whatIfBusyTables: atMost(400, 'ms', busy.wallMs),
    whatIfSeason: atMost(400, 'ms', season.wallMs),
  };
}

/** The fields of 50 places once one bridge is lost: the median over all bridges, milliseconds. */
export function measureBridgeLoss({ model, situation, bridges, say }: Omit<WhatIfOptions, 'named'>): number {
  const profile = { parameters: parametersOf('planning'), isNight: false, isWet: false };
  const places = [...situation.assets.slice(30), ...situation.facilities].map(({ body }) => body.position!);
  const fieldsWithout = (closed: ReadonlySet<string>): number => {
    const startedAt = performance.now();
    for (const place of places) model.fieldOf(place, { ...profile, closedRoads: closed });
    return performance.now() - startedAt;
  };
  fieldsWithout(new Set());
  let recomputed = 0;
  const took = bridges.map((roadId) => {
    const before = model.computed;
    const tookMs = fieldsWithout(new Set([roadId]));
    recomputed += model.computed - before;
    fieldsWithout(new Set());
    return tookMs;
  });
  const each = (recomputed / bridges.length).toFixed(1);
  say(
    `${bridges.length} bridges lost one by one: ${each} of 50 fields each, at most ${Math.max(...took).toFixed(1)} ms`,
  );
  return medianOf(took);
}
