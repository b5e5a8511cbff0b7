import { useEffect } from 'react';
import { formatDistance } from '../../format/motion-text.ts';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { parseCoordinates } from '../../format/position/parse-coordinates.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import { useText } from '../../language/use-text.ts';
import type { FormName } from '../../store/entry/entry-drafts.ts';
import { useEntry, useLive } from '../../store/live-context.ts';
import { writePicked } from '../checks/check-place.ts';
import type { Fault } from '../checks/fault.ts';
import { describeField, Field } from './field.tsx';

const id = 'entry-place';

/** Coordinates typed in any notation, or a place pointed at; read back in the notation that was not typed. */
export function PlaceField({ form, fault }: { form: FormName; fault: Fault | undefined }) {
  const t = useText();
  const { entry, map } = useLive();
  const text = useEntry((state) => state.drafts[form].place);
  const isPicking = useEntry((state) => state.isPicking);
  const picked = useEntry((state) => state.picked);
  useEffect(() => {
    if (!picked) return;
    entry.getState().edit(form, { place: writePicked(picked.position, picked.pixelMetres) });
    entry.setState({ picked: undefined });
    // On a phone the focus would bring the keyboard up, over what was just pointed at.
    if (!matchMedia('(pointer: coarse)').matches) document.getElementById(id)?.focus();
  }, [picked, entry, form]);
  const result = parseCoordinates(text);
  const spot = result?.ok ? result.value : undefined;
  const read = spot && (spot.notation === 'mgrs' ? formatDecimal(spot.position) : formatMgrs(spot.position));
  const known = spot && t('spot.precision', { width: formatDistance(spot.widthMetres) });
  const hint = spot ? (
    <>
      <bdi dir="ltr">{read}</bdi> · {known}
    </>
  ) : (
    t('entry.placeHint')
  );
  const props = { id, label: t('entry.place'), hint, fault };
  return (
    <Field {...props}>
      <span className="entry-line">
        <input
          {...describeField(props)}
          type="text"
          autoComplete="off"
          dir="ltr"
          value={text}
          onChange={(event) => {
            entry.getState().startPicking(false);
            entry.getState().edit(form, { place: event.target.value });
          }}
        />
        <button
          type="button"
          aria-pressed={isPicking}
          onClick={() => {
            entry.getState().startPicking(!isPicking);
            if (!isPicking) map.current?.focus();
          }}
        >
          {t('entry.pick')}
        </button>
      </span>
      {isPicking && (
        <p className="entry-picking" role="status">
          {t('entry.picking')}
        </p>
      )}
    </Field>
  );
}
