import { positionOfKey } from '../../format/position-of-key.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse, useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';

/** Says that the map moves by itself, and why; the way to stop it. */
export function FollowChip() {
  const t = useText();
  const { store, view } = usePulse();
  const follow = useView((state) => state.follow);
  if (!follow || !store.isCurrent) return null;
  const record = store.picture.records.get(follow);
  const kind = kindOfKey(follow);
  const name = record && kind ? descriptionOf(kind).titleOf(record, t) : follow;
  const isHere = positionOfKey(store.picture, follow) !== undefined;
  return (
    <div className="chip chip-follow" role="status">
      <Glyph path={controlPaths.follow} colour="accent" />
      <span className={isHere ? '' : 'tone-warning'}>{t(isHere ? 'follow.active' : 'follow.lost', { name })}</span>
      <button type="button" className="small" onClick={() => view.getState().change({ follow: undefined })}>
        {t('follow.stop')}
      </button>
    </div>
  );
}
