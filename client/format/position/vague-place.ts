import type { PictureRecord } from '#shared/picture/record.ts';
import { placePrecisionMetres } from '#shared/schema/vocabulary.ts';

/** An incident whose place is known to a district at best. */
export function isVague({ body }: PictureRecord<'incident'>): boolean {
  return placePrecisionMetres[body.precision] > placePrecisionMetres.locality;
}
