import { describe, expect, it } from 'vitest';
import { formatReplay, parseReplay, type ReplayView, replaySpeeds, replayTruths } from './view-replay.ts';

const at = Date.UTC(2026, 10, 12, 6, 10, 31);
const plain: ReplayView = { at, truth: 'happened', speed: 60, isPlaying: false };

function urlOf(replay: ReplayView | undefined): URLSearchParams {
  const told = Object.entries(formatReplay(replay)).filter((each): each is [string, string] => each[1] !== undefined);
  return new URLSearchParams(told);
}
const parse = (text: string) => parseReplay(new URLSearchParams(text));

describe('the moment that is looked at, in the URL', () => {
  it('comes back as it was, with every truth and speed, a range and a clip', () => {
    const range = { from: at - 3_600_000, to: at + 60_000 };
    const views: ReplayView[] = [
      plain,
      ...replayTruths.map((truth) => ({ ...plain, truth })),
      ...replaySpeeds.map((speed) => ({ ...plain, speed })),
      { ...plain, range },
      { ...plain, clip: 'clip-1_B' },
      { ...plain, truth: 'both', speed: 0.25, range, clip: 'x' },
    ];
    for (const view of views) expect(parseReplay(urlOf(view))).toEqual(view);
  });

  it('says no more than it has to, in words that a person can read', () => {
    expect(urlOf(plain).toString()).toBe('replay=2026-11-12T06%3A10%3A31Z');
    const range = { from: at, to: at + 1_000 };
    expect(formatReplay({ ...plain, truth: 'known', speed: 600, range })).toEqual({
      ...{ replay: '2026-11-12T06:10:31Z', truth: 'known', speed: '600', clip: undefined },
      range: '2026-11-12T06:10:31Z~2026-11-12T06:10:32Z',
    });
    expect(urlOf(undefined).toString()).toBe('');
  });

  it('is of whole seconds, and stands still when it is opened', () => {
    expect(parseReplay(urlOf({ ...plain, at: at + 499, isPlaying: true }))).toEqual(plain);
    expect(parseReplay(urlOf({ ...plain, at: at + 500 }))?.at).toBe(at + 1_000);
  });

  it('is the present where no moment is told', () => {
    for (const text of ['', 'replay=', 'replay=yesterday', 'replay=%00', 'truth=known&speed=600&clip=a'])
      expect(parse(text)).toBeUndefined();
  });

  it('is looked at plainly where the rest is nonsense', () => {
    const moment = 'replay=2026-11-12T06:10:31Z';
    for (const rest of [
      ...['truth=maybe', 'truth=', 'truth=HAPPENED', 'speed=61', 'speed=NaN', 'speed=-60', 'speed=', 'speed=1e9'],
      ...['range=', 'range=~', 'range=2026-11-12T06:10:31Z', 'range=a~b', 'range=~2026-11-12T06:10:31Z'],
      ...['range=2026-11-12T06:10:31Z~2026-11-12T06:10:31Z', 'range=2026-11-12T06:10:31Z~2026-11-12T06:00:00Z'],
      ...['clip=', 'clip=../../etc', 'clip=a%20b', 'clip=a/b', `clip=${'a'.repeat(65)}`],
    ])
      expect([rest, parse(`${moment}&${rest}`)]).toEqual([rest, plain]);
  });

  it('takes a range of two times and passes over what follows them', () => {
    const range = '2026-11-12T06:00:00Z~2026-11-12T06:10:31Z';
    const wanted = { from: Date.UTC(2026, 10, 12, 6), to: at };
    expect(parse(`replay=2026-11-12T06:10:31Z&range=${range}`)?.range).toEqual(wanted);
    expect(parse(`replay=2026-11-12T06:10:31Z&range=${range}~x`)?.range).toEqual(wanted);
  });
});
