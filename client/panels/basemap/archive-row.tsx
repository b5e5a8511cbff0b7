import { useState } from 'react';
import type { Archive } from '#shared/protocol/basemaps.ts';
import { useText } from '../../language/use-text.ts';
import { isChosen, toggleBasemap } from '../../store/view/view-basemap.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { ArchiveControls } from './archive-controls.tsx';
import { ArchiveFacts } from './archive-facts.tsx';
import { useChoices } from './use-choices.ts';

/** One archive: on or off, and opened what it is and how it lies. */
export function ArchiveRow({ archive }: { archive: Archive }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { choices, choose } = useChoices();
  const { id, name, schema } = archive;
  const isShown = isChosen(choices, id);
  return (
    <li>
      <div className="layer-row">
        <button
          type="button"
          className="icon-button disclosure"
          aria-expanded={isOpen}
          aria-label={t('basemap.details', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          <Glyph path={controlPaths.open} />
        </button>
        <label title={archive.file}>
          <input type="checkbox" checked={isShown} onChange={() => choose(toggleBasemap(choices, id))} />
          <span className="grow">
            <bdi>{name}</bdi>
            <span className="row-note">{t(`basemapSchema.${schema}`)}</span>
          </span>
        </label>
      </div>
      {isOpen && (
        <div className="archive-more">
          <ArchiveControls archive={archive} />
          <ArchiveFacts archive={archive} />
        </div>
      )}
    </li>
  );
}
