import { useText } from '../../language/use-text.ts';

/** Three figures that always stand in the same order: taken, there already, refused. */
export function Counts(props: {
  accepted: number | undefined;
  duplicate: number | undefined;
  refused: number | undefined;
  acceptedLabel: string;
}) {
  const t = useText();
  const { accepted, duplicate, refused, acceptedLabel } = props;
  const show = (count: number | undefined) => (count === undefined ? '–' : t('imports.number', { count }));
  return (
    <dl className="import-counts">
      <div>
        <dd>{show(accepted)}</dd>
        <dt>{acceptedLabel}</dt>
      </div>
      <div className={duplicate ? '' : 'is-none'}>
        <dd>{show(duplicate)}</dd>
        <dt>{t('imports.duplicate')}</dt>
      </div>
      <div className={refused ? 'is-refused' : 'is-none'}>
        <dd>{show(refused)}</dd>
        <dt>{t('imports.refused')}</dt>
      </div>
    </dl>
  );
}
