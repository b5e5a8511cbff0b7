import { describe, expect, it } from 'vitest';
import type { Live } from '../live-context.ts';
import { frozenCause } from './frozen-cause.ts';
import { LinkClock } from './link-clock.ts';

/** A page whose clock moves by hand, hearing a beat each second while it runs. */
function makePage() {
  const now = { monotonic: 0, wall: 1_000_000 };
  const clock = new LinkClock(() => ({ ...now }));
  const pass = (ms: number) => {
    now.monotonic += ms;
    now.wall += ms;
  };
  const store = { link: 'connected', isCurrent: true, lastBeat: { behindMs: 0 } };
  const cause = () => frozenCause({ store, clock } as unknown as Live);
  clock.hello(now.wall, 'lan');
  clock.beat(now.wall);
  return { clock, now, pass, store, cause };
}

describe('the cause of a frozen picture', () => {
  it('is silence when the server is not heard', () => {
    const { clock, pass, cause } = makePage();
    for (let step = 0; step < 8; step++) {
      pass(500);
      clock.tick();
    }
    expect(clock.isFrozen()).toBe(true);
    expect(cause()).toBe('silent');
  });

  it('is not silence when the page itself stood still and its data is new', () => {
    const { clock, now, pass, cause } = makePage();
    pass(2_700);
    clock.heard(now.wall);
    expect(clock.isFrozen()).toBe(true);
    expect(clock.silenceMs()).toBe(0);
    expect(cause()).toBe('unconfirmed');
    pass(1_000);
    clock.beat(now.wall);
    expect(clock.isFrozen()).toBe(false);
  });

  it('is a slow link only when what is shown lags by more than freezes it', () => {
    const { clock, now, pass, store, cause } = makePage();
    pass(2_700);
    clock.heard(now.wall);
    store.lastBeat.behindMs = 200;
    expect(cause()).toBe('unconfirmed');
    store.lastBeat.behindMs = 4_000;
    expect(cause()).toBe('behind');
  });
});
