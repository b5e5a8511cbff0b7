import { useEffect } from 'react';
import type { SpotProblem } from '../../format/position/spot.ts';
import { useText } from '../../language/use-text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { SearchGroup, SearchOption } from './search-option.ts';
import type { Searched } from './use-search.ts';

/** What was found, in groups; below, what could not be looked for and why. */
export function SearchList(props: {
  groups: readonly SearchGroup[];
  chosen: SearchOption | undefined;
  problem: SpotProblem | undefined;
  searched: Searched;
  words: string;
  onRun: (option: SearchOption) => void;
}) {
  const { groups, chosen, problem, searched, words, onRun } = props;
  const t = useText();
  const options = groups.flatMap((group) => group.options);
  const chosenId = chosen && `found-${options.indexOf(chosen)}`;
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const isAsked = words.trim() !== '' && !words.startsWith('>');
  return (
    <div className="search-results">
      <div id="search-results" role="listbox" aria-label={t('search.label')} aria-busy={isAsked && searched.isWaiting}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand inside a list box.
          <div key={group.id} role="group" aria-label={group.label}>
            <p className="search-group" aria-hidden="true">
              <span className="grow">{group.label}</span>
              {group.more > 0 && <span>{t('search.more', { count: group.more })}</span>}
            </p>
            {group.options.map((option) => (
              <OptionLine
                key={option.id}
                option={option}
                id={`found-${options.indexOf(option)}`}
                isChosen={option === chosen}
                onRun={onRun}
              />
            ))}
          </div>
        ))}
      </div>
      {problem && <p className="search-note tone-warning">{t(`spotProblem.${problem}`)}</p>}
      {!words && <p className="search-note">{t('search.hint')}</p>}
      {isAsked && searched.placesProblem && (
        <p className="search-note">{t('search.noPlaces', { reason: t(`noPlaces.${searched.placesProblem}`) })}</p>
      )}
      {isAsked && searched.isWaiting && options.length === 0 && <p className="search-note">{t('search.waiting')}</p>}
      {words && !problem && options.length === 0 && !searched.isWaiting && (
        <p className="search-note">{t('search.none')}</p>
      )}
      <p className="unseen" role="status">
        {words && t('search.found', { count: options.length })}
      </p>
    </div>
  );
}

function OptionLine(props: {
  option: SearchOption;
  id: string;
  isChosen: boolean;
  onRun: (option: SearchOption) => void;
}) {
  const { option, id, isChosen, onRun } = props;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onPointerDown={(event) => {
        // The box keeps the focus: losing it would close the list before the click.
        event.preventDefault();
      }}
      onClick={() => onRun(option)}
      onKeyDown={(event) => event.key === 'Enter' && onRun(option)}
    >
      <Glyph path={option.path} colour={option.colour} />
      <bdi className="search-title" dir={option.isLtr ? 'ltr' : 'auto'}>
        {option.title}
      </bdi>
      <bdi className="search-detail">{option.detail}</bdi>
      {option.shortcut && <kbd>{option.shortcut}</kbd>}
    </div>
  );
}
