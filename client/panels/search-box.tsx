import { type KeyboardEvent, useRef, useState } from 'react';
import { descriptionOf } from '../format/record-kinds.ts';
import { useText } from '../language/use-text.ts';
import { useLive } from '../store/live-context.ts';
import { controlPaths, Glyph } from '../ui/glyph.tsx';
import { type Found, findRecords } from './find-records.ts';

const limit = 10;

/** Finds call signs and records by name or id; arrows choose, Enter goes there. */
export function SearchBox() {
  const t = useText();
  const { store, view } = useLive();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = findRecords(store, words, t, limit);

  function go(key: string | undefined): void {
    if (!key) return;
    view.getState().select(key, { centre: true });
    setWords('');
    input.current?.blur();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setChosen((index) => Math.min(found.length - 1, index + 1));
    else if (event.key === 'ArrowUp') setChosen((index) => Math.max(0, index - 1));
    else if (event.key === 'Enter') go(found[chosen]?.key);
    else if (event.key === 'Escape') {
      setWords('');
      input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className="search">
      <Glyph path={controlPaths.search} />
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-expanded={words !== ''}
        aria-controls="search-results"
        aria-activedescendant={found[chosen] ? `found-${chosen}` : undefined}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      {words !== '' && (
        <div className="search-results" id="search-results" role="listbox" aria-label={t('search.label')}>
          {found.map((each, index) => (
            <div
              key={each.key}
              id={`found-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                go(each.key);
              }}
            >
              <Glyph path={symbolOf(each)} colour={descriptionOf(each.kind).colour} />
              <span className="grow">{each.title}</span>
              <span className="quiet">{t(descriptionOf(each.kind).label)}</span>
            </div>
          ))}
          {found.length === 0 && <p className="quiet">{t('search.none')}</p>}
        </div>
      )}
    </search>
  );
}

function symbolOf({ kind, record }: Found): string {
  const { subkindPath, subkindOf } = descriptionOf(kind);
  return subkindPath(subkindOf(record));
}
