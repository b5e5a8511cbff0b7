import { describe, expect, it } from 'vitest';
import { LinkClock } from './link-clock.ts';

const day = 86_400_000;
const serverStart = Date.UTC(2026, 10, 12, 6, 0);

/** A browser whose clocks move by hand. `wallError` is how wrong its wall clock is. */
function makeBrowser(wallError = 0) {
  const now = { monotonic: 5_000, wall: serverStart + wallError };
  const clock = new LinkClock(() => ({ ...now }));
  let server = serverStart;
  const pass = (ms: number, step = 500) => {
    for (let left = ms; left > 0; left -= step) {
      const by = Math.min(step, left);
      now.monotonic += by;
      now.wall += by;
      server += by;
      clock.tick();
    }
  };
  return {
    clock,
    pass,
    hello: (profile: 'lan' | 'vsat' = 'lan') => clock.hello(server, profile),
    beat: (delayMs = 0) => clock.beat(server - delayMs),
    server: () => server,
    /** The machine sleeps: real time passes, no timer runs. */
    sleep: (ms: number, options: { monotonicRuns: boolean }) => {
      if (options.monotonicRuns) now.monotonic += ms;
      now.wall += ms;
      server += ms;
    },
    setWall: (by: number) => {
      now.wall += by;
    },
  };
}

function liveBrowser(wallError = 0, profile: 'lan' | 'vsat' = 'lan') {
  const browser = makeBrowser(wallError);
  browser.hello(profile);
  browser.beat();
  return browser;
}

describe('the link clock', () => {
  it('is frozen until the first heartbeat, and a hello alone does not thaw it', () => {
    const { clock, hello, beat } = makeBrowser();
    expect(clock.isFrozen()).toBe(true);
    hello();
    expect(clock.isFrozen()).toBe(true);
    beat();
    expect(clock.isFrozen()).toBe(false);
  });

  it.each([-day, 0, day, 400 * day])('knows the server time whatever the wall clock says (%d ms off)', (wallError) => {
    const { clock, pass, server } = liveBrowser(wallError);
    pass(2_000);
    expect(clock.serverNow()).toBe(server());
    expect(clock.silenceMs()).toBe(2_000);
    expect(clock.isFrozen()).toBe(false);
  });

  it.each([
    ['lan', 3_000],
    ['vsat', 15_000],
  ] as const)('freezes the %s picture after %d ms without a message', (profile, limit) => {
    const { clock, pass } = liveBrowser(0, profile);
    pass(limit);
    expect(clock.isFrozen()).toBe(false);
    pass(100, 100);
    expect(clock.isFrozen()).toBe(true);
  });

  it('stays frozen until a heartbeat, whatever else arrives', () => {
    const { clock, pass, beat, server } = liveBrowser();
    pass(5_000);
    clock.heard(server());
    expect(clock.isFrozen()).toBe(true);
    beat();
    expect(clock.isFrozen()).toBe(false);
  });

  it.each([true, false])('freezes on waking from sleep (monotonic clock runs in sleep: %s)', (monotonicRuns) => {
    const { clock, pass, beat, sleep, server } = liveBrowser();
    sleep(600_000, { monotonicRuns });
    clock.tick();
    expect(clock.isFrozen()).toBe(true);
    // What lay in the buffers of the machine proves nothing.
    beat(599_000);
    expect(clock.isFrozen()).toBe(true);
    pass(1_000);
    expect(clock.isFrozen()).toBe(true);
    beat();
    expect(clock.isFrozen()).toBe(false);
    expect(clock.serverNow()).toBe(server());
  });

  it('does not take late messages for the present', () => {
    const { clock, pass, beat } = liveBrowser();
    pass(1_000);
    beat(200);
    expect(clock.isFrozen()).toBe(false);
    pass(9_000);
    beat(8_000);
    expect(clock.isFrozen()).toBe(true);
    expect(clock.silenceMs()).toBe(8_000);
  });

  it('freezes until the next heartbeat when the wall clock is set, and ages stay right', () => {
    const { clock, pass, beat, setWall, server } = liveBrowser();
    pass(500);
    setWall(day);
    clock.tick();
    expect(clock.isFrozen()).toBe(true);
    expect(clock.serverNow()).toBe(server());
    pass(1_000);
    beat();
    expect(clock.isFrozen()).toBe(false);
    expect(clock.serverNow()).toBe(server());
  });

  it('freezes when the page was hidden for long', () => {
    const { clock, pass, beat } = liveBrowser();
    clock.woke();
    expect(clock.isFrozen()).toBe(true);
    pass(1_000);
    beat();
    expect(clock.isFrozen()).toBe(false);
  });

  it('counts delay as age: the least delayed message gives the time', () => {
    const { clock, pass, beat, server } = liveBrowser();
    for (let second = 0; second < 10; second++) {
      pass(1_000);
      beat(700);
    }
    expect(clock.serverNow()).toBe(server());
    expect(clock.silenceMs()).toBe(700);
  });

  it('follows a server clock that was set back, once every message says so', () => {
    const { clock, pass, server } = liveBrowser();
    for (let second = 0; second < 40; second++) {
      pass(1_000);
      clock.beat(server() - 3_600_000);
    }
    expect(clock.serverNow()).toBe(server() - 3_600_000);
    expect(clock.isFrozen()).toBe(false);
  });
});
