import { type KeyboardEvent, useState } from 'react';
import { describeField, Field, type FieldProps } from './field.tsx';

export type ComboOption = { id: string; label: string; detail?: string };

/**
 * A text with proposals. `isStrict`: only a proposal will do, so the first is marked while typing and the list opens by
 * itself; otherwise what was typed stands. The list pushes what is below instead of lying on it.
 */
export function ComboField(
  props: FieldProps & {
    text: string;
    options: readonly ComboOption[];
    isStrict?: true;
    onText: (text: string) => void;
    onChoose: (option: ComboOption) => void;
    onLeave?: () => void;
  },
) {
  const { id, text, options, isStrict, onText, onChoose, onLeave } = props;
  const [isOpen, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const isListed = isOpen && options.length > 0;
  const active = isListed ? Math.min(marked, options.length - 1) : -1;
  const mark = (row: number) => {
    setMarked(row);
    document.getElementById(`${id}-${options[row]?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (option: ComboOption) => {
    setOpen(false);
    onChoose(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      setOpen(true);
      mark(isListed ? (active + step + options.length) % options.length : isStrict ? 0 : -1);
    } else if (event.key === 'Enter' && active >= 0) choose(options[active]!);
    else if (event.key === 'Escape' && isListed) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Field {...props}>
      <input
        {...describeField(props)}
        type="text"
        role="combobox"
        autoComplete="off"
        dir="auto"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        {...(active >= 0 ? { 'aria-activedescendant': `${id}-${options[active]!.id}` } : {})}
        value={text}
        onFocus={(event) => {
          event.target.select();
          if (isStrict && text === '') setOpen(true);
        }}
        onClick={() => setOpen(isStrict ? true : isOpen)}
        onBlur={() => {
          setOpen(false);
          onLeave?.();
        }}
        onChange={(event) => {
          setOpen(true);
          setMarked(isStrict ? 0 : -1);
          onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={props.label} className="entry-options" hidden={!isListed}>
        {isListed &&
          options.map((option, row) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list are those of its field.
            <div
              key={option.id}
              id={`${id}-${option.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={row === active}
              // The field keeps the focus, or its list would be gone before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <bdi className="grow">{option.label}</bdi>
              {option.detail && <span className="quiet">{option.detail}</span>}
            </div>
          ))}
      </div>
    </Field>
  );
}
