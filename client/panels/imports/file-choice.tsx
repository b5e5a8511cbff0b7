import { maxUploadBytes } from '#shared/protocol/imports.ts';
import { useText } from '../../language/use-text.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { offerFiles } from './import-desk.ts';

/** A file from the disk; files dropped anywhere on the window arrive the same way. */
export function FileChoice() {
  const t = useText();
  return (
    <section className="import-choice" aria-label={t('imports.choose')}>
      <Glyph path={controlPaths.upload} colour="dim" />
      <p>{t('imports.help')}</p>
      <label className="file-button">
        <input
          type="file"
          className="unseen"
          multiple
          onChange={(event) => {
            offerFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <span>{t('imports.choose')}</span>
      </label>
      <p className="quiet">{t('imports.formats', { megabytes: maxUploadBytes / 1_048_576 })}</p>
    </section>
  );
}
