import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type BoardField, checkBoardValue } from '../../forms/board/board-fields.ts';
import type { Fault } from '../../forms/checks/fault.ts';
import { type MessageId, type Translate, useText } from '../../language/use-text.ts';

/**
 * One value of a table, changed in place: Enter or a click edits and saves, Esc reverts, leaving it saves what is right.
 * What is wrong is said at the cell, and nothing of it is sent.
 */
export function EditableCell(props: {
  field: Pick<BoardField, 'control' | 'isNeeded'>;
  /** What a reader hears with the value: of what, and of whom. */
  label: string;
  name: string;
  /** As it is shown, and as it is edited. */
  shown: string;
  text: string;
  help?: string | undefined;
  isDoubtful?: boolean;
  /** Enter saves also what was not changed: it says that it holds. */
  confirms?: true;
  onSave: (value: string | number | boolean | undefined) => void;
}) {
  const { field, label, name, shown, text, help, isDoubtful, confirms, onSave } = props;
  const t = useText();
  const [draft, setDraft] = useState<string>();
  const [fault, setFault] = useState<Fault>();
  const isEditing = draft !== undefined;
  const control = useRef<HTMLElement>(null);
  const wasEditing = useRef(false);
  const returns = useRef(false);
  const keep = (element: HTMLElement | null) => {
    control.current = element;
  };
  const id = useId();
  useEffect(() => {
    if (isEditing) control.current?.focus();
    else if (wasEditing.current && returns.current) control.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const finish = (isByKey: boolean) => {
    returns.current = isByKey;
    setFault(undefined);
    setDraft(undefined);
  };
  const save = (isByKey: boolean) => {
    if (draft === undefined) return;
    if (draft === text && !(confirms && isByKey)) return finish(isByKey);
    const checked = checkBoardValue(field, draft);
    if (!checked.ok) return setFault(checked.fault);
    finish(isByKey);
    onSave(checked.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save(true);
    else if (event.key === 'Escape') finish(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (!isEditing)
    return (
      <button
        ref={keep}
        type="button"
        className={isDoubtful ? 'cell is-doubtful' : 'cell'}
        aria-label={t('board.cell', { field: label, name, value: help ?? shown })}
        title={help}
        onClick={() => setDraft(text)}
      >
        {shown}
      </button>
    );
  const common = {
    ref: keep,
    id,
    'aria-label': `${label}, ${name}`,
    ...(fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {}),
    onKeyDown,
    onBlur: () => save(false),
  };
  return (
    <span className="cell-edit">
      {field.control.kind === 'number' ? (
        <input
          {...common}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={draft}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
        />
      ) : (
        <select {...common} value={draft} onChange={(event) => setDraft(event.target.value)}>
          {choicesOf(t, field).map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
      {fault && (
        <span className="entry-fault" id={`${id}-fault`} role="alert">
          {t(fault.id, fault.values)}
        </span>
      )}
    </span>
  );
}

function choicesOf(t: Translate, { control, isNeeded }: Pick<BoardField, 'control' | 'isNeeded'>) {
  const none = isNeeded ? [] : [{ value: '', name: t('value.unknown') }];
  if (control.kind === 'number') return none;
  if (control.kind === 'flag')
    return [...none, ...(['yes', 'no'] as const).map((value) => ({ value, name: t(`value.${value}`) }))];
  return [...none, ...control.choices.map((value) => ({ value, name: t(`${control.prefix}.${value}` as MessageId) }))];
}

/** Arrow keys go from cell to cell of a table, as far as there are cells. */
export function moveInTable(event: KeyboardEvent<HTMLTableElement>): void {
  const steps: Record<string, [rows: number, cells: number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[event.key];
  const from = (event.target as HTMLElement).closest('td');
  if (!step || !from || !(event.target instanceof HTMLButtonElement)) return;
  const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
  const row = from.parentElement as HTMLTableRowElement;
  const rows = [...event.currentTarget.tBodies].flatMap((body) => [...body.rows]);
  const cells = rows[rows.indexOf(row) + step[0]]?.cells;
  const next = cells?.[from.cellIndex + step[1] * (isMirrored ? -1 : 1)]?.querySelector('button');
  event.preventDefault();
  next?.focus();
}
