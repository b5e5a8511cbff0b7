import { stateValidityHours } from '#shared/parameters/freshness.ts';
import type { PictureRecord } from '#shared/picture/record.ts';

/** Until when the reported state of a facility or an asset may be believed (epoch ms). */
export function stateValidUntil(record: PictureRecord<'facility' | 'asset'>): number {
  return record.body.validUntil ?? record.observedAt + stateValidityHours * 3_600_000;
}

export function isStateKnown(record: PictureRecord<'facility' | 'asset'>, at: number): boolean {
  return record.body.status !== 'unknown' && at <= stateValidUntil(record);
}
