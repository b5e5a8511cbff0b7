/** A moment of the record that is looked at instead of the present, as part of the view and of its URL. */
export type ReplayView = {
  /** Epoch milliseconds. */
  at: number;
  /** `both` shows the two truths beside each other. */
  truth: 'happened' | 'known' | 'both';
  /** Seconds of the record for each second. */
  speed: number;
  isPlaying: boolean;
  /** The part that is looked at again and again, or cut out. */
  range?: { from: number; to: number } | undefined;
  /** Id of an opened clip that is looked at instead of the record of this server. */
  clip?: string | undefined;
};

export const replayTruths = ['happened', 'known', 'both'] as const;
export const replaySpeeds = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600] as const;

export function parseReplay(given: URLSearchParams): ReplayView | undefined {
  const at = Date.parse(given.get('replay') ?? '');
  if (Number.isNaN(at)) return undefined;
  const [from, to] = (given.get('range') ?? '').split('~').map((text) => Date.parse(text));
  const range = from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
  const clip = given.get('clip') ?? '';
  return {
    at,
    truth: replayTruths.find((truth) => truth === given.get('truth')) ?? 'happened',
    speed: replaySpeeds.find((speed) => speed === Number(given.get('speed'))) ?? 60,
    isPlaying: false,
    ...(range ? { range } : {}),
    ...(/^[\w-]{1,64}$/.test(clip) ? { clip } : {}),
  };
}

export function formatReplay(
  replay: ReplayView | undefined,
): Record<'replay' | 'truth' | 'speed' | 'range' | 'clip', string | undefined> {
  const iso = (at: number) => new Date(Math.round(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  return {
    replay: replay && iso(replay.at),
    truth: replay && replay.truth !== 'happened' ? replay.truth : undefined,
    speed: replay && replay.speed !== 60 ? String(replay.speed) : undefined,
    range: replay?.range && `${iso(replay.range.from)}~${iso(replay.range.to)}`,
    clip: replay?.clip,
  };
}
