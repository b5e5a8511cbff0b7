import { describe, expect, it } from 'vitest';
import { makeFixBatch } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { TierState } from '#shared/schema/medical/cover.ts';
import type { Live } from '../../store/live-context.ts';
import { sortPatrols } from './sort-patrols.ts';

const now = 1_000_000_000;
const hour = 3_600_000;

/** Patrols under way, heard so many seconds ago, with the state of their surgery tier. */
function liveOf(
  patrols: Record<string, { heard: number; surgery?: TierState; started?: number; status?: string }>,
  lastBeat: { coverage?: string } = { coverage: '7-1' },
): Live {
  const picture = new Picture();
  const records = Object.entries(patrols).map(([id, { heard, surgery, started = now, status = 'under-way' }], row) => {
    const batch = makeFixBatch(1);
    batch.count = 1;
    batch.observedAt[0] = now - heard * 1_000;
    const descriptor = { source: 'trackers', trackId: id, trackType: 'vehicle' };
    picture.foldFix({ batch, row: 0, sequence: row + 1, recordedAt: now, descriptor: descriptor as never }, []);
    const plan = { route: [{ position: [0, 16] }], tracks: [`trackers/${id}`], startAt: now, checkInMinutes: 60 };
    const marks = [{ at: started, action: 'start', messageId: 'm' }];
    const body = { status, plan, marks };
    const tiers = { team: { state: 'met', legs: [] }, surgery: { state: surgery, legs: [] } };
    if (surgery) picture.records.set(`cover/${id}`, { kind: 'cover', body: tiers } as never);
    const record = { key: `patrol/${id}`, kind: 'patrol', id, body };
    picture.records.set(record.key, record as never);
    return record;
  });
  const store = { picture, recordsOf: () => records, isCurrent: true, lastBeat };
  return { store, clock: { serverNow: () => now, isFrozen: () => false, profile: 'lan' } } as unknown as Live;
}
const orderOf = (live: Live) => sortPatrols(live).map(({ record }) => record.id);

describe('the list of patrols', () => {
  it('has the overdue first, then those out of medical cover, then those of whom it is unknown, then the unheard', () => {
    const live = liveOf({
      fine: { heard: 5, surgery: 'met' },
      silent: { heard: 400, surgery: 'met' },
      unknown: { heard: 5, surgery: 'unknown' },
      missed: { heard: 5, surgery: 'missed' },
      overdue: { heard: 5, surgery: 'met', started: now - 2 * hour },
    });
    expect(orderOf(live)).toEqual(['overdue', 'missed', 'unknown', 'silent', 'fine']);
  });

  it('does not go by what was concluded of a patrol that is not out yet', () => {
    const live = liveOf({
      planned: { heard: 5, surgery: 'missed', status: 'planned' },
      fine: { heard: 5, surgery: 'met' },
    });
    expect(orderOf(live)).toEqual(['fine', 'planned']);
    expect(sortPatrols(live)[1]!.cover).toBeUndefined();
  });
  it('tells nothing of cover that was concluded before the server was started', () => {
    const patrols = { lost: { heard: 400, status: 'unplanned' }, out: { heard: 5, surgery: 'met' as const } };
    expect(orderOf(liveOf(patrols))).toEqual(['lost', 'out']);
    const live = liveOf(patrols, {});
    expect(orderOf(live), 'not known comes before lost').toEqual(['out', 'lost']);
    expect(sortPatrols(live)[0]!.cover).toMatchObject({ team: { state: 'unknown' }, surgery: { state: 'unknown' } });
  });
});
