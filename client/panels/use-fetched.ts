import { useEffect, useState } from 'react';

/** A JSON answer of our own server, read again every `everyMs`; an error keeps the last answer. */
export function useFetched<T>(url: string, everyMs: number): { value: T | undefined; problem: boolean } {
  const [state, setState] = useState<{ value: T | undefined; problem: boolean }>({ value: undefined, problem: false });
  useEffect(() => {
    const stop = new AbortController();
    async function read(): Promise<void> {
      try {
        const answer = await fetch(url, { signal: stop.signal, headers: { Accept: 'application/json' } });
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        const value = (await answer.json()) as T;
        setState({ value, problem: false });
      } catch {
        if (!stop.signal.aborted) setState((before) => ({ ...before, problem: true }));
      }
    }
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [url, everyMs]);
  return state;
}
