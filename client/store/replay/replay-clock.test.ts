import { describe, expect, it } from 'vitest';
import { ReplayClock } from './replay-clock.ts';

const moment = Date.UTC(2026, 10, 12, 6);

function setUp() {
  let monotonic = 5_000;
  const clock = new ReplayClock(() => monotonic);
  const pass = (ms: number) => {
    monotonic += ms;
  };
  return { clock, pass };
}

describe('the clock of a replay', () => {
  it('knows no time and is frozen until the server has spoken', () => {
    const { clock } = setUp();
    expect([clock.serverNow(), clock.isFrozen(), clock.silenceMs()]).toEqual([
      undefined,
      true,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('is the moment that the server says it shows, and stands still with it', () => {
    const { clock, pass } = setUp();
    clock.hello(moment, 'lan');
    pass(2_000);
    clock.tick();
    expect(clock.serverNow()).toBe(moment);
    clock.beat(moment + 60_000);
    pass(900);
    expect(clock.serverNow()).toBe(moment + 60_000);
  });

  it('goes back with the moment', () => {
    const { clock } = setUp();
    clock.hello(moment, 'lan');
    clock.beat(moment - 86_400_000);
    expect(clock.serverNow()).toBe(moment - 86_400_000);
  });

  it('is heard by anything that comes, without another moment where none is told', () => {
    const { clock, pass } = setUp();
    clock.hello(moment, 'lan');
    pass(2_500);
    clock.heard();
    pass(2_500);
    expect([clock.serverNow(), clock.silenceMs(), clock.isFrozen()]).toEqual([moment, 2_500, false]);
    clock.heard(moment + 10);
    expect([clock.serverNow(), clock.silenceMs()]).toEqual([moment + 10, 0]);
  });

  it('freezes behind a silence that is too long for its link, and thaws at the next word', () => {
    for (const [profile, limitMs] of [
      ['lan', 3_000],
      ['vsat', 15_000],
    ] as const) {
      const { clock, pass } = setUp();
      clock.hello(moment, profile);
      pass(limitMs);
      expect([clock.profile, clock.isFrozen()]).toEqual([profile, false]);
      pass(1);
      expect(clock.isFrozen()).toBe(true);
      clock.beat(moment);
      expect(clock.isFrozen()).toBe(false);
    }
  });

  it('is never unconfirmed: a page that slept has shown a moment that is past anyway', () => {
    const { clock, pass } = setUp();
    clock.hello(moment, 'lan');
    pass(2_900);
    clock.woke();
    expect([clock.isUnconfirmed(), clock.serverNow(), clock.isFrozen()]).toEqual([false, moment, false]);
  });
});
