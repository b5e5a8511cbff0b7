import { useEffect, useRef, useState } from 'react';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { useText } from '../language/use-text.ts';
import { ProblemText } from './problem-text.tsx';

const shortest = 3;

/**
 * For what takes something away from everybody: says what will happen and asks why, because the record keeps the reason.
 * `send` gives the problem, or undefined when it was done; Escape and `keep` leave everything as it is.
 */
export function ReasonForm(props: {
  help: string;
  submit: string;
  keep: string;
  send: (reason: string) => Promise<RequestProblem | undefined>;
  onClose: (isDone: boolean) => void;
}) {
  const { help, submit, keep, send, onClose } = props;
  const t = useText();
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<RequestProblem>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isReady = reason.trim().length >= shortest && !isSending;
  const sendReason = async () => {
    setSending(true);
    const found = await send(reason.trim());
    if (!found) return onClose(true);
    setProblem(found);
    setSending(false);
  };
  return (
    <form
      className="reason-form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void sendReason();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        // What is under way cannot be called back; what comes of it is told here.
        if (!isSending) onClose(false);
      }}
    >
      <p>{help}</p>
      <label className="setting">
        <span>{t('reason.label')}</span>
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
      <p className="form-actions">
        <button type="submit" className="danger" disabled={!isReady}>
          {submit}
        </button>
        <button type="button" disabled={isSending} onClick={() => onClose(false)}>
          {keep}
        </button>
      </p>
    </form>
  );
}
