import { describe, expect, it } from 'vitest';
import { type Delivered, findSustained } from './sustained-rate.ts';

function upTo(limit: number, tried: number[] = []) {
  return async (rate: number): Promise<Delivered> => {
    tried.push(rate);
    return { updatesPerSecond: rate * 10, p99Ms: rate <= limit ? 100 : 5_000, share: 1 };
  };
}

describe('the sustained rate', () => {
  it('is the last one tried upwards that was delivered in time', async () => {
    expect(await findSustained({ start: 100, step: 2, tries: 1 }, upTo(500))).toBe(4_000);
  });

  it('is found downwards when the first is too much', async () => {
    const tried: number[] = [];
    expect(await findSustained({ start: 100, step: 2, tries: 1 }, upTo(30, tried))).toBe(250);
    expect(tried).toEqual([100, 50, 25]);
  });

  it('does not count a rate that was thinned out', async () => {
    const thinned = async (rate: number): Promise<Delivered> => ({
      updatesPerSecond: rate,
      p99Ms: 10,
      share: rate > 100 ? 0.5 : 1,
    });
    expect(await findSustained({ start: 100, step: 2, tries: 1 }, thinned)).toBe(100);
  });

  it('outlives a disturbance when it may try again', async () => {
    let measured = 0;
    const disturbed = async (rate: number): Promise<Delivered> => ({
      updatesPerSecond: rate,
      p99Ms: rate > 250 || measured++ === 1 ? 5_000 : 100,
      share: 1,
    });
    expect(await findSustained({ start: 100, step: 2, tries: 2 }, disturbed)).toBe(200);
  });
});
