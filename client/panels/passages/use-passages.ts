import { useCallback, useEffect, useState } from 'react';
import type { PassagesAnswer, PassagesRequestWire } from '#shared/protocol/passages.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { send } from '../../connection/requests.ts';

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
      const found = await send<PassagesAnswer>('POST', '/api/v1/passages', body, stop.signal);
      if (stop.signal.aborted) return;
      setState(found.ok ? { kind: 'answered', answer: found.value } : { kind: 'failed', problem: found.problem });
    }, settleMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [body, round]);
  return { state, again: useCallback(() => setRound((count) => count + 1), []) };
}
