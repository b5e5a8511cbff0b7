import { formatTick, formatTickGroup, type TickUnit } from './tick-text.ts';
import { findX, lengthOf, type TimeSpan } from './time-window.ts';

/** A label of the axis: the time it stands for, where that is, and where the label begins. */
export type Tick = { at: number; x: number; text: string; left: number; width: number };
/** The step of the axis, and above it the larger unit: shown where it begins and, for what began earlier, at the left end. */
export type Ticks = { unit: TickUnit; steps: Tick[]; groups: Tick[]; groupStarts: number[] };
export type TickStep = { unit: TickUnit; count: number };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const lengths: Record<TickUnit, number> = { second, minute, hour, day, month: 28 * day, year: 365 * day };

const counts: Record<TickUnit, readonly number[]> = {
  second: [1, 2, 5, 10, 15, 30],
  minute: [1, 2, 5, 10, 15, 30],
  hour: [1, 2, 3, 6, 12],
  day: [1, 2, 5, 10],
  month: [1, 2, 3, 6],
  year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
};
const units = Object.keys(counts) as TickUnit[];
const steps: readonly TickStep[] = units.flatMap((unit) => counts[unit].map((count) => ({ unit, count })));
const groupOf = { second: 'day', minute: 'day', hour: 'day', day: 'month', month: 'year', year: undefined } as const;

/** Space between two labels, in widths of a digit. */
const gapDigits = 2;

type Axis = {
  window: TimeSpan;
  width: number;
  /** Pixels at the right end of the upper row that are taken. */
  taken: number;
  locale: string;
  measure: (text: string) => number;
};

/** The finest step whose labels stand apart, with labels that neither overlap nor leave the canvas. */
export function chooseTicks({ window, width, taken, locale, measure }: Axis): Ticks {
  const gap = gapDigits * measure('0');
  const step = chooseStep(window, { width, gap, locale, measure });
  const place = (at: number, text: string, isCentred: boolean): Tick => {
    const x = findX(window, width, at);
    const size = measure(text);
    return { at, x, text, left: isCentred ? x - size / 2 : x + gap / 2, width: size };
  };
  const labels = listStepTimes(window, step).map((at) => place(at, formatTick(at, step.unit, locale), true));
  const group = groupOf[step.unit];
  const groupStarts = group ? listStepTimes(window, { unit: group, count: 1 }) : [];
  const named = group ? groupStarts.map((at) => place(at, formatTickGroup(at, group, locale), false)) : [];
  const started = group && { ...place(window.from, formatTickGroup(window.from, group, locale), false), x: 0 };
  const inForce = keepApart(named, gap, width - taken);
  const hasRoom = started && started.left + started.width + gap <= (inForce[0]?.left ?? width - taken + gap);
  return {
    unit: step.unit,
    steps: keepApart(labels, gap / 2, width),
    groups: started && hasRoom ? [started, ...inForce] : inForce,
    groupStarts,
  };
}

function chooseStep(
  window: TimeSpan,
  { width, gap, locale, measure }: Pick<Axis, 'width' | 'locale' | 'measure'> & { gap: number },
): TickStep {
  const widest = new Map<TickUnit, number>();
  const pixelsPerMs = width / lengthOf(window);
  const fits = ({ unit, count }: TickStep): boolean => {
    if (!widest.has(unit)) widest.set(unit, measureWidest(unit, locale, measure));
    return lengths[unit] * count * pixelsPerMs >= widest.get(unit)! + gap;
  };
  return steps.find(fits) ?? steps.at(-1)!;
}

function measureWidest(unit: TickUnit, locale: string, measure: Axis['measure']): number {
  const months = unit === 'month' ? 12 : 1;
  const samples = Array.from({ length: months }, (_, month) => formatTick(Date.UTC(2028, month, 28), unit, locale));
  return Math.max(...samples.map(measure));
}

function keepApart(ticks: readonly Tick[], gap: number, end: number): Tick[] {
  const kept: Tick[] = [];
  let free = 0;
  for (const tick of ticks) {
    if (tick.left < free || tick.left + tick.width > end) continue;
    kept.push(tick);
    free = tick.left + tick.width + gap;
  }
  return kept;
}

/** Times of UTC at which a step of the calendar falls within the window, in order. */
export function listStepTimes({ from, to }: TimeSpan, { unit, count }: TickStep): number[] {
  if (unit === 'month' || unit === 'year') return listMonthTimes(from, to, unit === 'year' ? count * 12 : count);
  if (unit === 'day' && count > 1) return listDayTimes(from, to, count);
  const step = lengths[unit] * count;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, index) => (first + index) * step);
}

function listMonthTimes(from: number, to: number, months: number): number[] {
  const times: number[] = [];
  const start = new Date(from);
  let index = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (let at = startOfMonth(index); at <= to; index += months, at = startOfMonth(index))
    if (at >= from) times.push(at);
  return times;
}

/** Counted anew from the first of each month; none so late that it crowds the next first. */
function listDayTimes(from: number, to: number, count: number): number[] {
  return listMonthTimes(from - 31 * day, to, 1).flatMap((first) => {
    const month = new Date(first);
    const next = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
    const times: number[] = [];
    for (let at = first; at <= next - count * day; at += count * day) if (at >= from && at <= to) times.push(at);
    return times;
  });
}

const startOfMonth = (months: number): number => Date.UTC(Math.floor(months / 12), months % 12, 1);
