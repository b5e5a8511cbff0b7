import { sourcePath } from '../../format/symbol-paths.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useSlow } from '../../store/live-context.ts';
import { Glyph } from '../../ui/glyph.tsx';

/** In the status bar: how many sources speak, and whether one does not. Opens the panel, of now. */
export function SourceButton() {
  const t = useText();
  const { view, replay } = useLive();
  const { total, bad } = useSlow(
    ({ store }) => {
      const sources = store.recordsOf('source');
      return { total: sources.length, bad: sources.filter(({ body }) => body.status !== 'connected').length };
    },
    (one, other) => one.total === other.total && one.bad === other.bad,
  );
  const className = bad > 0 ? 'source-button is-bad' : 'source-button';
  const content = (
    <>
      <Glyph path={sourcePath} colour={bad > 0 ? 'warning' : 'dim'} />
      <span>{bad > 0 ? t('sources.bad', { bad, total }) : t('sources.good', { total })}</span>
    </>
  );
  // The panel is of the present.
  if (replay) return <span className={className}>{content}</span>;
  return (
    <button type="button" className={className} onClick={() => view.getState().openSide('sources')}>
      {content}
    </button>
  );
}
