import { type LabelledGaps, labelGaps } from '#shared/coverage/gaps/label-gaps.ts';
import { type Gap, type GapPlace, type GapWay, rankGaps } from '#shared/coverage/gaps/rank-gaps.ts';
import { fillAreas } from '#shared/coverage/ground/fill-areas.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { positionOfKey } from '../../format/position-of-key.ts';
import type { CoverageState } from '../../store/coverage-store.ts';
import type { Live } from '../../store/live-context.ts';
import { describePatrol } from '../lists/sort-patrols.ts';

/** Where medical cover is missing now, for those whom it concerns; undefined while none is computed. */
export function findGaps(live: Live, mission: Mission, now: number): Gap[] | undefined {
  const gaps = keepLabels(live.coverage.getState(), mission);
  if (!gaps) return undefined;
  const out = live.store.recordsOf('patrol').filter(({ body }) => body.status === 'under-way');
  const planned = live.store.recordsOf('patrol').filter(({ body }) => body.status === 'planned');
  const sites = live.store.recordsOf('site').filter(({ body }) => body.status === 'open');
  return rankGaps(gaps, {
    // One that was never heard from is at no place, not at the start of its route.
    patrols: placesOf(
      live,
      out.filter((patrol) => describePatrol(live, patrol, now).state !== undefined),
    ),
    ways: [...out, ...planned].flatMap((patrol) => wayOf(live, patrol, now)),
    sites: placesOf(
      live,
      sites.filter(({ body }) => body.validUntil === undefined || body.validUntil >= now),
    ),
  });
}

let kept: { classes: Uint8Array; gaps: LabelledGaps } | undefined;

/** Areas are parted once for each picture of cover, people move on it meanwhile. */
export function keepLabels({ coverage, classes }: CoverageState, mission: Mission): LabelledGaps | undefined {
  if (!coverage || !classes) return undefined;
  if (kept?.classes !== classes) {
    const { grid } = coverage.raster;
    const inside = fillAreas(grid, [{ cover: 'bare', rings: mission.area.coordinates }]);
    kept = { classes, gaps: labelGaps(grid, classes, inside) };
  }
  return kept.gaps;
}

function placesOf(live: Live, records: readonly PictureRecord[]): GapPlace[] {
  return records.flatMap(({ key }) => {
    const position = positionOfKey(live.store.picture, key);
    return position ? [{ key, position }] : [];
  });
}

/** What is still ahead: from where a patrol is that is out, from the start of one that is planned. */
function wayOf(live: Live, record: PictureRecord<'patrol'>, now: number): GapWay[] {
  const { plan, status } = record.body;
  if (!plan) return [];
  const whole = plan.route.map(({ position }) => position);
  const done = status === 'under-way' ? describePatrol(live, record, now).progress?.done : undefined;
  // `done` holds the waypoints behind, and last the place abreast of the patrol.
  const line = done ? [done.at(-1)!, ...whole.slice(done.length - 1)] : whole;
  return [{ key: record.key, line }];
}
