import type { ImportEntry } from '#shared/protocol/imports.ts';
import type { Translate } from '../../language/use-text.ts';

type Undo = Pick<NonNullable<ImportEntry['undo']>, 'retracted' | 'retired' | 'kept'>;

/** What an undo came to; what it did none of is left out. */
export function describeUndo({ retracted, retired, kept }: Undo, t: Translate): string {
  const parts = [
    ...(retracted > 0 ? [t('imports.undoneReports', { count: retracted })] : []),
    ...(retired > 0 ? [t('imports.undoneTracks', { count: retired })] : []),
    ...(kept > 0 ? [t('imports.undoneKept', { count: kept })] : []),
  ];
  return t('imports.undone', { parts: parts.join(' · ') || t('imports.undoneNothing') });
}
