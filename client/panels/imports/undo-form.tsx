import { useEffect, useRef, useState } from 'react';
import type { ImportEntry } from '#shared/protocol/imports.ts';
import { useText } from '../../language/use-text.ts';
import { importRequests, type RequestProblem } from './import-requests.ts';
import { ProblemText } from './problem-text.tsx';

const shortest = 3;

/** Says what an undo takes back, and asks why, because the record keeps the reason. */
export function UndoForm({ entry, onClose }: { entry: ImportEntry; onClose: (isBegun: boolean) => void }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<RequestProblem>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const undo = async () => {
    const answer = await importRequests.undo(entry.importId, reason.trim());
    if (answer.ok) onClose(true);
    else setProblem(answer.problem);
  };
  return (
    <form
      className="undo-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim().length >= shortest) void undo();
      }}
    >
      <p>{t('imports.undoHelp', { count: entry.accepted, name: entry.name })}</p>
      <label className="setting">
        <span>{t('imports.reason')}</span>
        <input
          ref={field}
          type="text"
          value={reason}
          maxLength={400}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {problem && (
        <p className="tone-warning" role="alert">
          <ProblemText problem={problem} />
        </p>
      )}
      <p className="import-actions">
        <button type="submit" className="danger" disabled={reason.trim().length < shortest}>
          {t('imports.undoCount', { count: entry.accepted })}
        </button>
        <button type="button" onClick={() => onClose(false)}>
          {t('imports.keep')}
        </button>
      </p>
    </form>
  );
}
