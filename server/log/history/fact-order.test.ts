import { describe, expect, it } from 'vitest';
import { FactOrder } from './fact-order.ts';

describe('an order of facts that grows', () => {
  it('is what sorting all of them would make of it, however late they come and whatever moves', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const order = new FactOrder();
    const times: number[] = [];
    for (let round = 0; round < 200; round++) {
      const added: number[] = [];
      for (let count = random(20); count > 0; count--) {
        added.push(times.length);
        times.push(random(3) === 0 ? random(1_000) : 1_000 + round);
      }
      const moved = new Set<number>();
      if (random(4) === 0)
        for (let count = 3; count > 0; count--) {
          const place = random(times.length + 1);
          if (place < times.length && !added.includes(place)) moved.add(place);
        }
      order.remove(moved);
      for (const place of moved) times[place] = random(500);
      order.add([...added, ...moved], (place) => times[place]!);
      const sorted = times.map((_, place) => place).sort((a, b) => times[a]! - times[b]! || a - b);
      expect(order.places).toEqual(sorted);
      expect(order.times).toEqual(sorted.map((place) => times[place]));
    }
  });
});
