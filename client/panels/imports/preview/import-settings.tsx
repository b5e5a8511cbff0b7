import type { ImportFormatName, ImportSettingsWire, Upload } from '#shared/protocol/imports.ts';
import { classifications } from '#shared/schema/marking.ts';
import { affiliations, trackTypes } from '#shared/schema/watch/track.ts';
import { type MessageId, useText } from '../../../language/use-text.ts';
import { changeSettings } from '../import-desk.ts';

/** How the file is read: as its content says, or as a person says. */
export function FormatChoice({ upload, settings }: { upload: Upload; settings: ImportSettingsWire }) {
  const t = useText();
  const { detected, formats } = upload;
  const titleOf = ({ name, title }: ImportFormatName) => {
    const id = `importFormat.${name}`;
    const known = t(id as MessageId);
    return known === id ? title : known;
  };
  const found = formats.find(({ name }) => name === detected);
  return (
    <label className="setting">
      <span>{t('imports.format')}</span>
      <select
        value={settings.format ?? ''}
        onChange={(event) => changeSettings({ format: event.target.value || undefined })}
      >
        <option value="">{found ? t('imports.detected', { format: titleOf(found) }) : t('imports.notDetected')}</option>
        {formats.map((format) => (
          <option key={format.name} value={format.name}>
            {titleOf(format)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a person may say of a file because it does not say it itself. */
export function MoreSettings({ settings }: { settings: ImportSettingsWire }) {
  const t = useText();
  const { source, observedAt, trackType, affiliation, marking } = settings;
  const day = observedAt?.slice(0, 10) ?? '';
  return (
    <details className="more-settings">
      <summary>{t('imports.moreSettings')}</summary>
      <div>
        <label className="setting">
          <span>{t('field.marking')}</span>
          <select
            value={marking?.classification ?? 'unclassified'}
            onChange={(event) => changeSettings({ marking: markingOf(event.target.value) })}
          >
            {classifications.map((name) => (
              <option key={name} value={name}>
                {t(`classification.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="setting">
          <span>{t('imports.source')}</span>
          <input
            type="text"
            defaultValue={source}
            placeholder={t('imports.sourceHint')}
            onBlur={(event) => changeSettings({ source: event.target.value.trim() || undefined })}
          />
        </label>
        <label className="setting">
          <span>{t('imports.listDate')}</span>
          <input
            type="date"
            defaultValue={day}
            onChange={(event) => changeSettings({ observedAt: instantOf(event.target.value) })}
          />
        </label>
        <Choice
          label={t('imports.trackType')}
          value={trackType}
          options={trackTypes.map((name) => [name, t(`trackType.${name}`)])}
          onChange={(value) => changeSettings({ trackType: value as ImportSettingsWire['trackType'] })}
        />
        <Choice
          label={t('imports.affiliation')}
          value={affiliation}
          options={affiliations.map((name) => [name, t(`affiliation.${name}`)])}
          onChange={(value) => changeSettings({ affiliation: value as ImportSettingsWire['affiliation'] })}
        />
      </div>
    </details>
  );
}

function Choice(props: {
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChange: (value: string | undefined) => void;
}) {
  const t = useText();
  const { label, value, options, onChange } = props;
  return (
    <label className="setting">
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">{t('imports.asFile')}</option>
        {options.map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function markingOf(classification: string): ImportSettingsWire['marking'] {
  if (classification === 'unclassified') return undefined;
  return { classification: classification as 'confidential', releasableTo: [], originator: 'mission' };
}

function instantOf(day: string): string | undefined {
  return day === '' ? undefined : `${day}T00:00:00Z`;
}
