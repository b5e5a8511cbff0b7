import type { PictureRecord } from '#shared/picture/record.ts';

/** The year a report of the past speaks for; undefined while it holds, and where it does not say until when. */
export function pastYearOf({ body }: PictureRecord<'site' | 'contribution'>, at: number): number | undefined {
  return body.validUntil !== undefined && body.validUntil < at ? new Date(body.validUntil).getUTCFullYear() : undefined;
}

/** Whether a site may be drawn as one that stands today. */
export function isSiteCurrent(record: PictureRecord<'site'>, at: number): boolean {
  return record.body.status === 'open' && pastYearOf(record, at) === undefined;
}
