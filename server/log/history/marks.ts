import type { TimelineMark } from '#shared/schema/timeline-marks.ts';
import type { FactIndex, IndexedFact } from './fact-index.ts';
import type { FoundStep, HistoryRequest } from './history-messages.ts';

type TimelineRequest = Extract<HistoryRequest, { kind: 'timeline' }>;
type StepRequest = Extract<HistoryRequest, { kind: 'step' }>;
type Bins = Partial<Record<TimelineMark, number[]>>;

/** How much happened when, by mark, of what has one of the markings. `first` is the earliest mark on record. */
export function countMarks(index: FactIndex, request: TimelineRequest): { first: number | undefined; bins: Bins } {
  const { from, to, bins, by } = request;
  const markings = new Set(request.markings);
  const counts: Bins = {};
  for (const place of index.between('happened', from - 1, to - 1)) {
    const { mark, happened, marking } = index.facts[place]!;
    if (!mark || !markings.has(marking) || !stands(index, place, by)) continue;
    counts[mark] ??= new Array<number>(bins).fill(0);
    counts[mark][Math.min(bins - 1, Math.floor(((happened - from) / (to - from)) * bins))]!++;
  }
  const isFirst = (place: number) => markings.has(index.facts[place]!.marking) && stands(index, place, by);
  const first = index.order('happened').find(isFirst);
  return { first: first === undefined ? undefined : index.facts[first]!.happened, bins: counts };
}

/** The next or previous thing of these marks, by the time that the truth goes by. */
export function findStep(index: FactIndex, request: StepRequest): FoundStep | undefined {
  const { from, direction, truth, by } = request;
  const markings = new Set(request.markings);
  const marks = new Set<TimelineMark>(request.marks);
  const isWanted = ({ mark, marking }: IndexedFact) => mark !== undefined && marks.has(mark) && markings.has(marking);
  const order = index.order(truth);
  // The first after the moment, or the last before it.
  const [before, after] = index.range(truth, from - 1, from);
  for (let at = direction === 1 ? after : before - 1; at >= 0 && at < order.length; at += direction) {
    const place = order[at]!;
    const fact = index.facts[place]!;
    if (!isWanted(fact) || (truth === 'happened' ? !stands(index, place, by) : fact.known > by)) continue;
    return { at: fact[truth], key: fact.key };
  }
  return undefined;
}

/** Whether nothing known by then overtook it; of several reports of one occurrence the last stands for all. */
function stands(index: FactIndex, place: number, by: number): boolean {
  const { facts } = index;
  const isStanding = (each: number) =>
    facts[each]!.mark !== undefined && facts[each]!.known <= by && facts[each]!.overtaken > by;
  if (!isStanding(place)) return false;
  const fact = facts[place]!;
  if (fact.kind !== 'incident') return true;
  return index.placesOf(fact.key).findLast(isStanding) === place;
}
