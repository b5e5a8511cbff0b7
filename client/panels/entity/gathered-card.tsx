import type { PictureRecord } from '#shared/picture/record.ts';
import { isVague } from '../../format/position/vague-place.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { formatUtcDate } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';

/** What a mark stands for that is drawn for many: how many, of what, how grave, how certain. */
export function GatheredCard({ keys }: { keys: readonly string[] }) {
  const t = useText();
  const { store } = useLive();
  const kind = kindOfKey(keys[0]!);
  if (!kind) return null;
  const records = keys.flatMap((key) => store.picture.records.get(key) ?? []);
  const incidents = records.filter((record) => record.kind === 'incident');
  const facilities = records.filter((record) => record.kind === 'facility');
  const doubtful = facilities.filter(({ body }) => body.precision === 'doubtful').length;
  const harmed = incidents.flatMap(({ body }) => body.casualties).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <b>{t('hover.many', { count: records.length })}</b>
      <span>{t(descriptionOf(kind).label)}</span>
      {incidents.length > 0 && (
        <>
          <span className="figures" dir="ltr">
            {spanOf(incidents)}
          </span>
          <span>{t('hover.harmed', { count: harmed })}</span>
        </>
      )}
      {incidents.some(isVague) && <span>{t('hover.vague')}</span>}
      {doubtful > 0 && <span>{t('hover.doubtful', { count: doubtful })}</span>}
    </>
  );
}

function spanOf(incidents: readonly PictureRecord<'incident'>[]): string {
  const times = incidents.map(({ body }) => body.occurredAt);
  const [first, last] = [Math.min(...times), Math.max(...times)].map(formatUtcDate);
  return first === last ? first! : `${first} – ${last}`;
}
