import { useCallback, useEffect, useState } from 'react';
import type { PassagesAnswer, PassagesRequestWire } from '#shared/protocol/passages.ts';
import type { RequestProblem } from '../../ui/problem-text.tsx';

/** `idle`: nothing is asked yet. While another answer is on its way the one before is not shown: it is to another question. */
export type PassagesState =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'failed'; problem: RequestProblem }
  | { kind: 'answered'; answer: PassagesAnswer };

/** While somebody draws or types, each step would be a question of its own. */
const settleMs = 400;

/** Asks the record anew whenever the question changes; `again` asks the same once more. */
export function usePassages(question: PassagesRequestWire | undefined): { state: PassagesState; again: () => void } {
  const [state, setState] = useState<PassagesState>({ kind: 'idle' });
  const [round, setRound] = useState(0);
  const body = question && JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    if (body === undefined) return setState({ kind: 'idle' });
    setState({ kind: 'loading' });
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const found = await ask(body, stop.signal);
      if (!stop.signal.aborted) setState(found);
    }, settleMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [body, round]);
  return { state, again: useCallback(() => setRound((count) => count + 1), []) };
}

async function ask(body: string, signal: AbortSignal): Promise<PassagesState> {
  try {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch('/api/v1/passages', { method: 'POST', headers, body, signal });
    const answer: unknown = await response.json();
    if (response.ok) return { kind: 'answered', answer: answer as PassagesAnswer };
    const { title = 'internal', detail } = answer as { title?: string; detail?: string };
    return { kind: 'failed', problem: { name: title, ...(detail === undefined ? {} : { detail }) } };
  } catch {
    return { kind: 'failed', problem: { name: 'unreachable' } };
  }
}
