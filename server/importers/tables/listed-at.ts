import { earliestInstant } from '#shared/schema/vocabulary.ts';
import type { ImportFile } from '../import-format.ts';

/** When a list without dates was drawn up: as told, else when its file last changed, within what a clock may say. */
export function listedAt({ told, modifiedAt }: Pick<ImportFile, 'told' | 'modifiedAt'>): string {
  return new Date(Math.max(earliestInstant, Math.min(told.observedAt ?? modifiedAt, Date.now()))).toISOString();
}
