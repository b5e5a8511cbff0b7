import { describe, expect, it } from 'vitest';
import { ReplaySession } from './replay-session.ts';

const at = Date.UTC(2026, 10, 12, 6);

describe('the clock of a replay', () => {
  it('stands where it was asked to until it is played, then runs at its speed', () => {
    const session = new ReplaySession({ at: at + 0.7, speed: 10 }, 0);
    expect([session.at(0), session.at(5_000), session.startedAt]).toEqual([at, at, at]);
    session.play(5_000);
    expect(session.at(6_000)).toBe(at + 10_000);
    session.pause(6_500);
    expect([session.isPlaying, session.at(60_000)]).toEqual([false, at + 15_000]);
  });

  it('runs a minute a second unless it is told otherwise', () => {
    expect(new ReplaySession({ at, isPlaying: true }, 0).at(1_000)).toBe(at + 60_000);
  });

  it('does not lose what is left of a millisecond when a slow replay is told its speed again and again', () => {
    const session = new ReplaySession({ at, speed: 0.25, isPlaying: true }, 0);
    for (let monotonic = 1; monotonic <= 1_000; monotonic++) {
      if (monotonic % 2 === 0) session.setSpeed(0.25, monotonic);
      else session.play(monotonic);
    }
    expect(session.at(1_000)).toBe(at + 250);
  });

  it('keeps it over a change of speed, and does not run in whole milliseconds behind it', () => {
    const session = new ReplaySession({ at, speed: 0.25, isPlaying: true }, 0);
    session.setSpeed(0.5, 3);
    expect([session.at(3), session.at(4), session.at(5)]).toEqual([at, at + 1, at + 1]);
    session.setSpeed(1_000, 5);
    expect(session.at(6)).toBe(at + 1_001);
  });

  it('does not run on while it is paused, and goes on from there', () => {
    const session = new ReplaySession({ at, speed: 0.25, isPlaying: true }, 0);
    session.pause(400);
    session.setSpeed(2, 900);
    expect(session.at(10_000)).toBe(at + 100);
    session.play(10_000);
    expect(session.at(10_050)).toBe(at + 200);
  });

  it('does not lose it over pauses either, though it stands at a whole millisecond meanwhile', () => {
    const session = new ReplaySession({ at, speed: 0.25 }, 0);
    for (let round = 0; round < 100; round++) {
      session.play(round * 10);
      session.pause(round * 10 + 5);
      expect(session.at(round * 10 + 7)).toBe(at + Math.floor((round + 1) * 1.25));
    }
    expect(session.at(1_000)).toBe(at + 125);
  });

  it('stands at the moment that its pictures can show, and runs on from there', () => {
    const session = new ReplaySession({ at, speed: 60, isPlaying: true }, 0);
    session.holdAt(at + 2_000, 100);
    expect([session.at(100), session.at(200)]).toEqual([at + 2_000, at + 8_000]);
    expect(session.jumps).toBe(0);
  });

  it('counts the jumps, forward and back, and is not at its end any more after one', () => {
    const session = new ReplaySession({ at }, 0);
    expect(session.end(at, 0)).toBe('ended');
    session.jump(at - 5_000.5, 1_000);
    expect([session.jumps, session.hasEnded, session.at(2_000)]).toEqual([1, false, at - 5_001]);
    session.jump(at + 5_000, 2_000);
    expect([session.jumps, session.at(2_000), session.startedAt]).toEqual([2, at + 5_000, at]);
  });

  it('turns back at the end of its range and plays on', () => {
    const range = { from: at + 1_000, to: at + 4_000 };
    const session = new ReplaySession({ at, speed: 1, isPlaying: true, range }, 0);
    expect(session.end(at + 4_000, 4_000)).toBe('turned');
    expect([session.isPlaying, session.hasEnded, session.jumps]).toEqual([true, false, 1]);
    expect([session.at(4_000), session.at(4_500)]).toEqual([at + 1_000, at + 1_500]);
  });

  it('stands still at the end of the record, also when a range reaches beyond it', () => {
    for (const range of [undefined, { from: at, to: at + 60_000 }]) {
      const session = new ReplaySession({ at, speed: 60, isPlaying: true, ...(range ? { range } : {}) }, 0);
      expect(session.end(at + 30_000, 1_000)).toBe('ended');
      expect([session.isPlaying, session.hasEnded, session.jumps]).toEqual([false, true, 0]);
      expect(session.at(99_000)).toBe(at + 30_000);
    }
  });

  it('does not count the time in which a picture is made, and goes on from where it was', () => {
    const session = new ReplaySession({ at, speed: 60, isPlaying: true }, 0);
    expect(session.pass(500)).toBe(at + 30_000);
    for (let monotonic = 520; monotonic <= 2_000; monotonic += 20) session.wait(monotonic);
    expect([session.at(2_000), session.at(3_000)]).toEqual([at + 30_000, at + 90_000]);
  });

  it('is limited by its range or else by the record, whichever ends first', () => {
    const session = new ReplaySession({ at, range: { from: at, to: at + 5_000 } }, 0);
    expect([session.limit(at + 9_000), session.limit(at + 3_000)]).toEqual([at + 5_000, at + 3_000]);
    expect(new ReplaySession({ at }, 0).limit(at + 9_000)).toBe(at + 9_000);
  });
});
