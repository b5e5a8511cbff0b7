import type { ClipManifest } from '#shared/protocol/clips.ts';
import type { Marking } from '#shared/schema/marking.ts';

/** The page of a package that is for whoever finds it without Vedette. */
export function formatReadme(manifest: Omit<ClipManifest, 'files'>): string {
  const { mission, from, to, madeAt, by, isExercise, product, truths, marking } = manifest;
  const named = { known: 'as known then', happened: `as happened, by what was known at ${by}` };
  return [
    formatMarking(marking),
    ...(isExercise ? ['EXERCISE: nothing in this file is real.'] : []),
    '',
    `A part of the record of ${mission.name} (${mission.missionId}),`,
    `from ${from} to ${to} (UTC), ${truths.map((truth) => named[truth]).join('; and ')}.`,
    `Made at ${madeAt} by ${product}. It holds what its maker may see, and nothing else.`,
    '',
    'To open it: in Vedette choose Replay, then Clip, then Open a clip, and choose the file as it is.',
    'Handle it by its marking above. A file that was changed in any byte is refused.',
    '',
    'Without Vedette: the file is a zip. manifest.json says what is in it; each line of known.ndjson and',
    'happened.ndjson is one change of the picture (JSON) with its time in milliseconds since 1970 (UTC).',
    '',
    formatMarking(marking),
    '',
  ].join('\r\n');
}

function formatMarking({ classification, releasableTo }: Marking): string {
  const level = classification.replace('-', ' ').toUpperCase();
  return releasableTo.length === 0 ? level : `${level} // RELEASABLE TO ${releasableTo.join(', ')}`;
}
