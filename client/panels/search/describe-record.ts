import type { PictureRecord } from '#shared/picture/record.ts';
import { descriptionOf } from '../../format/record-kinds.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import type { Translate } from '../../language/use-text.ts';

/** What tells two records of the same name apart. */
export function describeRecord(record: PictureRecord, t: Translate): string {
  const { subkindLabel, subkindOf } = descriptionOf(record.kind as never);
  const subkind = t(subkindLabel(subkindOf(record)));
  if (record.kind === 'incident') return `${formatUtcDateTime(record.body.occurredAt)} · ${subkind}`;
  if (record.kind === 'patrol' && record.body.plan)
    return `${subkind} · ${formatUtcDateTime(record.body.plan.startAt)}`;
  return subkind;
}
