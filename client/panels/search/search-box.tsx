import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { makeGroups } from './search-groups.ts';
import { SearchList } from './search-list.tsx';
import type { SearchOption } from './search-option.ts';
import { useSearch } from './use-search.ts';

/** A choice that was shown for this long is not moved away by places that arrive late. */
const settledMs = 150;

/** Finds call signs, places, incidents, coordinates and commands; arrows choose, Enter goes there. */
export function SearchBox({ mission }: { mission: Mission }) {
  const t = useText();
  const live = useLive();
  const isPhone = useMedia('(width < 720px)');
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [chosenId, setChosenId] = useState<string>();
  const typedAt = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const searched = useSearch(words, isOpen, t);
  const language = useView((view) => view.language) ?? mission.languages[0] ?? 'en';
  const context = useMemo(() => ({ live, mission, isPhone, t, language }), [live, mission, isPhone, t, language]);
  const { groups, problem } = isOpen ? makeGroups(words, searched, context) : { groups: [], problem: undefined };
  const options = groups.flatMap((group) => group.options);
  const chosen = options.find(({ id }) => id === chosenId) ?? options[0];

  const request = useView((view) => view.searchRequest);
  useEffect(() => {
    if (!request) return;
    setWords(request.text);
    setChosenId(undefined);
    input.current?.focus();
    setOpen(true);
  }, [request]);

  const firstId = useRef<string>(undefined);
  useEffect(() => {
    // Places came: whoever already saw a first line and is about to press Enter keeps it.
    if (searched.places.length > 0 && performance.now() - typedAt.current > settledMs)
      setChosenId((id) => id ?? firstId.current);
  }, [searched.places]);
  useEffect(() => {
    firstId.current = chosen?.id;
  });

  function type(text: string): void {
    typedAt.current = performance.now();
    setWords(text);
    setChosenId(undefined);
    setOpen(true);
  }

  function run(option: SearchOption | undefined): void {
    if (!option) return;
    type('');
    setOpen(false);
    input.current?.blur();
    option.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      setOpen(true);
      const next = options.indexOf(chosen!) + step;
      setChosenId(options[(next + options.length) % options.length]?.id);
    } else if (event.key === 'Enter') run(chosen);
    else if (event.key === 'Escape') {
      if (words) type('');
      else {
        setOpen(false);
        input.current?.blur();
      }
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
        dir="auto"
        maxLength={100}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-expanded={isOpen}
        aria-controls="search-results"
        aria-autocomplete="list"
        aria-activedescendant={isOpen && chosen ? `found-${options.indexOf(chosen)}` : undefined}
        value={words}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      {isOpen && (
        <SearchList groups={groups} chosen={chosen} problem={problem} searched={searched} words={words} onRun={run} />
      )}
    </search>
  );
}
