/** Left, top, right, bottom in pixels of the screen. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

/** Who holds a place, the worse the higher: a number that can move, text or a symbol better not covered, what is never covered. */
export const held = { free: 0, movable: 1, avoided: 2, taken: 3 } as const;
export type Holder = (typeof held)[keyof typeof held];

/** Pixels of a cell of the grid. */
export const cell = 8;

export type Occupancy = {
  hold: (box: PixelBox, holder: Holder) => void;
  /** The worst that holds any of the box. */
  holderOf: (box: PixelBox) => Holder;
  /** Of the same screen, to be filled further without a trace in this one. */
  copy: () => Occupancy;
};

/** Which places of the screen are held, on a coarse grid. */
export function makeOccupancy(width: number, height: number): Occupancy {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  return occupy(new Uint8Array(columns * rows), columns, rows);
}

function occupy(grid: Uint8Array, columns: number, rows: number): Occupancy {
  const first = (pixels: number) => Math.max(0, Math.floor(pixels / cell));
  const last = (pixels: number, count: number) => Math.min(count - 1, Math.floor(pixels / cell));

  return {
    hold: ([x0, y0, x1, y1], holder) => {
      const [left, right, bottom] = [first(x0), last(x1, columns), last(y1, rows)];
      if (left > right) return;
      for (let y = first(y0); y <= bottom; y++) grid.fill(holder, y * columns + left, y * columns + right + 1);
    },
    holderOf: ([x0, y0, x1, y1]) => {
      const [left, right, bottom] = [first(x0), last(x1, columns), last(y1, rows)];
      let worst: number = held.free;
      for (let y = first(y0); y <= bottom; y++)
        for (let x = left; x <= right; x++) {
          const holder = grid[y * columns + x]!;
          if (holder === held.taken) return holder;
          if (holder > worst) worst = holder;
        }
      return worst as Holder;
    },
    copy: () => occupy(grid.slice(), columns, rows),
  };
}
