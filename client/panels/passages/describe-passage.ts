import type { TrackPassage } from '#shared/protocol/passages.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import type { MessageId, Translate } from '../../language/use-text.ts';

/** A time of a passage in words; `about` says why it is not exact, where it is not. */
export type PassageTime = { text: string; about: string | undefined };

type Edge = { at: string; word: MessageId; isAbout: boolean; about: MessageId };

/** When a track came in and left, and for how long it was inside. */
export function describePassage(
  passage: TrackPassage,
  t: Translate,
): { entered: PassageTime; left: PassageTime; stayed: string } {
  const { enteredAt, leftAt, startsInside, endsInside } = passage;
  const stayedMs = Date.parse(leftAt) - Date.parse(enteredAt);
  const told = ({ at, word, isAbout, about }: Edge): PassageTime => ({
    text: t(word, { time: `${isAbout ? '≈ ' : ''}${formatUtcDateTime(Date.parse(at), true)}` }),
    about: isAbout ? t(about) : undefined,
  });
  return {
    entered: told({
      at: enteredAt,
      word: startsInside ? 'passages.already' : 'passages.entered',
      isAbout: passage.isEntryInterpolated,
      about: 'passages.aboutEntry',
    }),
    left: told({
      at: leftAt,
      word: endsInside ? 'passages.still' : 'passages.left',
      isAbout: passage.isExitInterpolated,
      about: 'passages.aboutExit',
    }),
    stayed: stayedMs === 0 ? t('passages.instant') : t('passages.stayed', { duration: formatAge(t, stayedMs) }),
  };
}

/** The call sign, else what the source calls it. */
export function nameOfPassage({ callSign, track }: Pick<TrackPassage, 'callSign' | 'track'>): string {
  return callSign ?? track.slice(track.indexOf('/') + 1);
}
