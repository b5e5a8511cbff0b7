import { useEffect, useState } from 'react';
import { makeObservedValue, type ObservedValue } from './observed-value.ts';

/** How long a moment that was asked for may stand for the one shown. */
const patienceMs = 1500;

/**
 * The moment that somebody just asked for: the needle shows it at once, until the room has followed or has failed to.
 */
export function useScrubbed(at: number, isHeld: ObservedValue<boolean>): ObservedValue<number | undefined> {
  const [scrubbed] = useState(() => makeObservedValue<number | undefined>(undefined));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new moment is the sign that the room has followed
  useEffect(() => {
    if (!isHeld.read()) scrubbed.write(undefined);
  }, [at, scrubbed, isHeld]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (isHeld.read() ? wait() : scrubbed.write(undefined)), patienceMs);
    };
    const end = scrubbed.subscribe(wait);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [scrubbed, isHeld]);
  return scrubbed;
}
