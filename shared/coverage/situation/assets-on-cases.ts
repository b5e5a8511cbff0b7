import type { PictureRecord } from '../../picture/record.ts';

/** The open case that each asset was sent to, by the key of the asset. */
export function casesOfAssets(records: Iterable<PictureRecord>): Map<string, PictureRecord<'casevac'>> {
  const cases = new Map<string, PictureRecord<'casevac'>>();
  for (const record of records) {
    if (record.kind !== 'casevac' || record.body.status === 'closed' || record.retracted) continue;
    for (const { assetId, state } of record.body.tasks)
      if (state === 'assigned' && assetId !== undefined) cases.set(`asset/${assetId}`, record);
  }
  return cases;
}

/** Nobody has to say anew that it is away: it does not lapse. */
const always = 8.64e15;

/**
 * The same records, and what was sent to a case is tasked from then on, whatever its last report says: it cannot fetch
 * anybody else. It is again what its report says when the case is closed or the task is taken from it.
 */
export function withTasks(records: readonly PictureRecord[]): PictureRecord[] {
  const cases = casesOfAssets(records);
  return records.map((record) => {
    const sentTo = cases.get(record.key);
    if (record.kind !== 'asset' || !sentTo) return record;
    // As new as the case: who asks what changed is told.
    const sequence = Math.max(record.sequence, sentTo.sequence);
    return { ...record, sequence, body: { ...record.body, status: 'tasked' as const, validUntil: always } };
  });
}
