import { newsMs } from '#shared/parameters/news.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { type Gathered, gather, type Parted } from './gather.ts';

type Facility = PictureRecord<'facility'>;
type Incident = PictureRecord<'incident'>;
type Sight = { level: number; scale: number; minuteAt: number };

/** Fewer than this can all be told apart; a mission's own are never gathered. */
const mostApart = { facility: 150, incident: 300 } as const;
const dayMs = 86_400_000;

export const partFacilities = keepParted<Facility>((facilities, sight) => {
  const listed = facilities.filter(({ body }) => body.level === 'civilian');
  if (listed.length <= mostApart.facility) return { alone: facilities, gathered: [] };
  const own = facilities.filter(({ body }) => body.level !== 'civilian');
  const { alone, gathered } = gather(listed, {
    positionOf: ({ body }) => body.position,
    level: sight.level,
    cellPixels: (sight.level < 9 ? 66 : 38) * sight.scale,
  });
  return { alone: [...alone, ...own], gathered };
});

/** History is gathered; what is new stays by itself and on top. */
export const partIncidents = keepParted<Incident>((incidents, sight) => {
  const isNews = ({ body }: Incident) => sight.minuteAt - body.occurredAt < newsMs;
  const past = incidents.filter((record) => !isNews(record));
  if (past.length <= mostApart.incident) return { alone: incidents, gathered: [] };
  const { alone, gathered } = gather(past, {
    positionOf: ({ body }) => body.position!,
    level: sight.level,
    cellPixels: (sight.level < 9 ? 54 : 30) * sight.scale,
  });
  return { alone: [...alone, ...incidents.filter(isNews)], gathered };
});

export function harmedIn({ body }: Incident): number {
  return body.casualties.reduce((sum, casualty) => sum + casualty.count, 0);
}

export function countGathered(parted: Parted<unknown>): number {
  return parted.gathered.reduce((sum, { members }) => sum + members.length, 0);
}

/** The same answer while the records, the level and the day are the same: the graphics card keeps what it was given. */
function keepParted<T>(part: (things: readonly T[], sight: Sight) => Parted<T>) {
  let kept: { causes: readonly unknown[]; parted: Parted<T> } | undefined;
  return (things: readonly T[], sight: Sight): Parted<T> => {
    const causes = [things, sight.level, sight.scale, Math.floor(sight.minuteAt / dayMs)];
    if (!kept || causes.some((cause, index) => cause !== kept!.causes[index]))
      kept = { causes, parted: part(things, sight) };
    return kept.parted;
  };
}

export type GatheredRecord = Gathered<Facility> | Gathered<Incident>;

/** The mark of many that was picked; undefined for a mark of one. */
export function gatheredOf({ object }: { object?: object }): GatheredRecord | undefined {
  return object && 'members' in object ? (object as GatheredRecord) : undefined;
}
