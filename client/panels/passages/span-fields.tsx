import { trackTypes } from '#shared/schema/watch/track.ts';
import { useText } from '../../language/use-text.ts';
import { isSpan, type PassageFields } from './passage-question.ts';

/** Between which times, in UTC, and which type of track. */
export function SpanFields(props: { fields: PassageFields; onEdit: (part: Partial<PassageFields>) => void }) {
  const { fields, onEdit } = props;
  const t = useText();
  const isFaulty = !isSpan(fields);
  return (
    <div className="passages-fields">
      {(['from', 'to'] as const).map((name) => (
        <label key={name}>
          {t(`passages.${name}`)}
          <input
            // Not the field of the browser, which writes months first where its language does.
            type="text"
            dir="ltr"
            spellCheck={false}
            placeholder="2026-11-12 06:10"
            value={fields[name].replace('T', ' ')}
            {...(isFaulty ? { 'aria-invalid': true, 'aria-describedby': 'passages-fault' } : {})}
            onChange={({ target }) => onEdit({ [name]: target.value.replace(/\s/, 'T') })}
          />
        </label>
      ))}
      <label>
        {t('passages.type')}
        <select value={fields.type} onChange={({ target }) => onEdit({ type: target.value as PassageFields['type'] })}>
          <option value="">{t('passages.allTypes')}</option>
          {trackTypes.map((type) => (
            <option key={type} value={type}>
              {t(`trackType.${type}`)}
            </option>
          ))}
        </select>
      </label>
      {isFaulty && (
        <p className="entry-fault" id="passages-fault" role="alert">
          {t('passages.noSpan')}
        </p>
      )}
    </div>
  );
}
