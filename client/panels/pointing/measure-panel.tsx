import type { CommandContext } from '../../commands/command.ts';
import { commands } from '../../commands/command-list.ts';
import { formatBothDistances, formatLeg, legsOf } from '../../format/measure-text.ts';
import { useText } from '../../language/use-text.ts';
import { useView } from '../../store/live-context.ts';
import { Panel } from '../../ui/panel.tsx';

/** The line being measured, leg by leg; the same by pointer and by keyboard. */
export function MeasurePanel({ context }: { context: CommandContext }) {
  const t = useText();
  const measure = useView((view) => view.measure);
  if (!measure) return null;
  const legs = legsOf(measure);
  const total = legs.reduce((sum, { metres }) => sum + metres, 0);
  const run = (id: string) => commands.find((command) => command.id === id)!.run(context);
  const end = () => context.live.view.getState().change({ measure: undefined });
  return (
    <Panel name="measure" title={t('measure.title')} onClose={end}>
      {legs.length === 0 ? (
        <p className="quiet">{t('measure.help')}</p>
      ) : (
        <dl aria-live="polite">
          {legs.map((leg, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: legs are numbered, and only the last comes and goes.
            <div key={index}>
              <dt>{t('measure.leg', { number: index + 1 })}</dt>
              <dd dir="ltr">{formatLeg(leg)}</dd>
            </div>
          ))}
          {legs.length > 1 && (
            <div className="measure-total">
              <dt>{t('measure.total')}</dt>
              <dd dir="ltr">{formatBothDistances(total)}</dd>
            </div>
          )}
        </dl>
      )}
      <p className="measure-actions">
        <button type="button" className="small" onClick={() => run('measure.point')}>
          {t('measure.point')}
        </button>
        <button type="button" className="small" disabled={measure.length === 0} onClick={() => run('measure.undo')}>
          {t('measure.undo')}
        </button>
        <button type="button" className="small" onClick={end}>
          {t('measure.end')}
        </button>
      </p>
    </Panel>
  );
}
