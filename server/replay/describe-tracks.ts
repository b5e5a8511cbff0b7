import { gapLimitMs } from '#shared/parameters/interpolation.ts';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { trackIntervalMs } from '#shared/picture/track-record.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';
import { canSee, type Viewer } from '../access/viewer.ts';
import { isTakenBack } from '../imports/import-store.ts';
import type { EventLog, PassageTrack } from '../log/event-log.ts';
import type { LivePicture } from '../picture/live-picture.ts';

/** A track as one viewer knows it, and which of its fixes are for them. */
export type SeenTrack = PassageTrack & {
  name: string;
  trackType: TrackType;
  label: Pick<TrackDescriptor, 'callSign' | 'unit'>;
};

type Held = { log: Pick<EventLog, 'descriptors'>; live: LivePicture };

/**
 * The tracks of the log of which this viewer may see fixes, each as it was described anew last. Fixes under other markings,
 * and those of imports that were taken back, count for nothing: neither for what a track is nor for how often it reports.
 * The picture is not asked what a track is: it knows what was reported last, which may be for others.
 */
export function describeTracks({ log, live }: Held, viewer: Viewer): SeenTrack[] {
  const seen = new Map<string, number[]>();
  const takenBack = new Map<string, boolean>();
  log.descriptors.forEach((descriptor, id) => {
    if (!canSee(viewer, descriptor)) return;
    const { source, trackId, actor } = descriptor;
    let isGone = takenBack.get(actor);
    if (isGone === undefined) {
      isGone = isTakenBack({ live }, actor);
      takenBack.set(actor, isGone);
    }
    if (isGone) return;
    const name = `${source}/${trackId}`;
    const ids = seen.get(name);
    if (ids) ids.push(id);
    else seen.set(name, [id]);
  });
  return [...seen].map(([name, descriptors]) => {
    const { source, trackId, trackType: type, callSign, unit } = log.descriptors[descriptors.at(-1)!]!;
    const trackType = (type ?? 'unknown') as TrackType;
    return {
      ...{ name, source, trackId, descriptors, trackType },
      label: { ...(callSign ? { callSign } : {}), ...(unit ? { unit } : {}) },
      gapMs: gapLimitMs(trackIntervalMs(trackType, sourceIntervalMs(live, viewer, source))),
    };
  });
}

function sourceIntervalMs({ picture }: LivePicture, viewer: Viewer, source: string): number | undefined {
  const record = picture.records.get(`source/${source}`);
  if (record?.kind !== 'source' || !canSee(viewer, record)) return undefined;
  const { intervalSeconds } = record.body;
  return intervalSeconds === undefined ? undefined : intervalSeconds * 1000;
}
