import { describe, expect, it } from 'vitest';
import {
  boxOfScreen,
  holdStanding,
  type LabelScene,
  type LabelWish,
  makeProjection,
  placeLabels,
  type StandingScene,
} from './place-labels.ts';

const view = { longitude: 0, latitude: 16, zoom: 8, width: 800, height: 600 };
const size = { characterPixels: 7, linePixels: 14, gapPixels: 16 };
const wish = (text: string, longitude: number): LabelWish => ({
  position: [longitude, 16],
  text,
  tone: 'track',
});

/** Places everything at once, as in the first redraw. */
function place({ asides = [], ...scene }: LabelScene & Pick<StandingScene, 'asides'>, limit?: number) {
  const standing = holdStanding({ asides, counts: scene.counts ?? [] }, view, size);
  return placeLabels(scene, standing, view, size, limit);
}

describe('labels', () => {
  it('stand right of their point, else left, below or above it, else not at all', () => {
    const placed = place({
      wishes: ['ALPHA-01', 'BRAVO-02', 'CHARLIE', 'DELTA-04', 'ECHO-05'].map((text) => wish(text, 0)),
    });
    expect(placed.labels.map(({ text, side }) => `${text} ${side}`)).toEqual([
      'ALPHA-01 end',
      'BRAVO-02 start',
      'CHARLIE below',
      'DELTA-04 above',
    ]);
  });

  it('do not cover the symbols of others, and are not kept from standing by their own', () => {
    const symbols: [number, number][] = [
      [0, 16],
      [0.12, 16],
    ];
    const [placed] = place({ wishes: [wish('ALPHA-01', 0)], symbols }).labels;
    expect(placed?.side).toBe('start');
  });

  it('keep off the names of the basemap while another side is free, and are not lost for their sake', () => {
    const town = (left: number, right: number, top = -8, bottom = 8) => ({
      ...{ position: [0, 16] as const, left, right, top, bottom },
    });
    const sideBeside = (...asides: ReturnType<typeof town>[]) =>
      place({ wishes: [wish('ALPHA-01', 0)], asides }).labels[0]?.side;
    expect(sideBeside()).toBe('end');
    expect(sideBeside(town(20, 70))).toBe('start');
    expect(sideBeside(town(-90, 90))).toBe('below');
    expect(sideBeside(town(-90, 90, -60, 60))).toBe('end');
    const symbols: [number, number][] = [[0.12, 16]];
    const wide = [town(-90, 90, -60, 60)];
    const [placed] = place({ wishes: [wish('ALPHA-01', 0)], symbols, asides: wide }).labels;
    expect(placed?.side).toBe('start');
  });

  it('give way to whoever was wished for before, and ask for no more than there is room for', () => {
    let asked = 0;
    function* wishes(): Generator<LabelWish> {
      for (const longitude of [0, 0, 0, 0, 0, 1, 1.5]) yield wish(`L${++asked}`, longitude);
    }
    const placed = place({ wishes: wishes() }, 5).labels;
    expect(placed.map(({ text }) => text)).toEqual(['L1', 'L2', 'L3', 'L4', 'L6']);
    expect(asked).toBe(7);
  });

  it('are never written over what a person put there, and what is selected is named all the same', () => {
    const pinned = [{ position: [0, 16] as const, left: -90, right: 90, top: -60, bottom: 60 }];
    const sideOf = (isChosen?: true) =>
      place({ wishes: [{ ...wish('ALPHA-01', 0), ...(isChosen && { isChosen }) }], pinned }).labels[0]?.side;
    expect(sideOf()).toBeUndefined();
    expect(sideOf(true)).toBe('end');
  });

  it('are not cut off by a panel or the edge of the screen while another side is free', () => {
    const [west] = boxOfScreen(view);
    const [placed] = place({ wishes: [{ ...wish('ALPHA-01', -west - 0.05) }] }).labels;
    expect(placed?.side).toBe('start');
    const covered = { top: 0, right: 0, bottom: 0, left: 380 };
    expect(place({ wishes: [wish('ALPHA-01', 0)], covered }).labels[0]?.side).toBe('end');
    const mirrored = { ...covered, left: 0, right: 380 };
    expect(place({ wishes: [wish('ALPHA-01', 0)], covered: mirrored }).labels[0]?.side).toBe('start');
  });

  it('leave a number to each disc: in its middle, else beside what lies there, else beneath it', () => {
    const at = [0, 16] as const;
    const offsetsOf = (count: number, symbols: [number, number][] = [], labels: LabelWish[] = []) => {
      const counts = Array.from({ length: count }, () => ({ position: at, text: '12+5?' }));
      const { countOffsets } = place({ wishes: labels, symbols, counts }, 1);
      return Array.from({ length: count }, (_, index) => [...countOffsets.slice(2 * index, 2 * index + 2)]);
    };
    expect(offsetsOf(1)).toEqual([[0, 0]]);
    expect(offsetsOf(1, [[0, 16]])).toEqual([[0, 23]]);
    expect(offsetsOf(1, [[0, 16]], [wish('ALPHA-01', 0)])).toEqual([[0, 23]]);
    // More than there is room for.
    expect(offsetsOf(12).at(-1)).toEqual([0, 0]);
  });

  it('leave what stands as it was, and keep off its symbols', () => {
    const standing = holdStanding({ symbols: [[0.12, 16]] }, view, size);
    const sideOf = (symbols: [number, number][]) =>
      placeLabels({ wishes: [wish('ALPHA-01', 0)], symbols }, standing, view, size).labels[0]?.side;
    expect(sideOf([])).toBe('start');
    expect(sideOf([[-0.12, 16]])).toBe('below');
    expect(sideOf([])).toBe('start');
  });

  it('are not wasted on what is off the screen', () => {
    expect(place({ wishes: [wish('far', 90)] }).labels).toEqual([]);
  });
});

describe('the projection', () => {
  it('puts the centre in the middle and east to the right', () => {
    const project = makeProjection(view);
    expect(project([0, 16])).toEqual([400, 300]);
    const [x, y] = project([1, 17]);
    expect(x).toBeCloseTo(400 + (512 * 2 ** 8) / 360, 6);
    expect(y).toBeLessThan(300);
  });

  it('and the box of the screen agree about its corners', () => {
    const [west, south, east, north] = boxOfScreen({ ...view, latitude: 47 });
    const project = makeProjection({ ...view, latitude: 47 });
    const [left, bottom] = project([west, south]);
    const [right, top] = project([east, north]);
    for (const [got, wanted] of [
      [left, 0],
      [bottom, 600],
      [right, 800],
      [top, 0],
    ] as const)
      expect(got).toBeCloseTo(wanted, 6);
  });
});
