import { timeWindows } from '#shared/schema/time-window.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse, useView } from '../../store/live-context.ts';
import { type TrailMinutes, trailMinutes } from '../../store/view/view-url.ts';
import { countOutsideWindow } from './count-records.ts';

/** How far back incidents are shown, and what that leaves out. */
export function WindowControl() {
  const t = useText();
  const { store, clock, view } = usePulse();
  const window = useView((state) => state.since);
  const hidden = useView((state) => state.hidden);
  const { outside, unknown } = countOutsideWindow(store, hidden, window, clock.serverNow() ?? store.pictureAt ?? 0);
  return (
    <div className="layer-control">
      <fieldset className="segments">
        <legend className="unseen">{t('window.label')}</legend>
        {timeWindows.map((name) => (
          <label key={name}>
            <input
              type="radio"
              className="unseen"
              name="time-window"
              checked={window === name}
              onChange={() => view.getState().change({ since: name })}
            />
            <span>{t(`window.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      {outside + unknown > 0 && (
        <p className="row-note">
          {t('window.outside', { count: outside })}
          {unknown > 0 && ` · ${t('window.unknown', { count: unknown })}`}
        </p>
      )}
    </div>
  );
}

/** How much of its way each moving object trails behind it. */
export function TrailControl() {
  const t = useText();
  const { view } = usePulse();
  const minutes = useView((state) => state.trail);
  return (
    <div className="layer-control">
      <fieldset className="segments">
        <legend className="unseen">{t('trail.label')}</legend>
        <span className="segments-title" aria-hidden="true">
          {t('trail.title')}
        </span>
        {trailMinutes.map((each: TrailMinutes) => (
          <label key={each}>
            <input
              type="radio"
              className="unseen"
              name="trail"
              checked={minutes === each}
              onChange={() => view.getState().change({ trail: each })}
            />
            <span>{each === 0 ? t('trail.none') : t('age.minutes', { minutes: each })}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
