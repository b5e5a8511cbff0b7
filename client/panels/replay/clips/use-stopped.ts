import { useEffect, useRef } from 'react';

/** One piece of work at a time, which ends with the component that shows it. */
export function useStopped(): { begin: () => AbortSignal; stop: () => void } {
  const current = useRef<AbortController | undefined>(undefined);
  const stop = () => current.current?.abort();
  useEffect(() => () => current.current?.abort(), []);
  return {
    stop,
    begin: () => {
      stop();
      current.current = new AbortController();
      return current.current.signal;
    },
  };
}
