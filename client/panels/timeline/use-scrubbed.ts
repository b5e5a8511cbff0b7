import { useEffect, useRef, useState } from 'react';
import { makeObservedValue, type ObservedValue } from './observed-value.ts';

/** How long a moment that was asked for may stand for the one shown. */
const patienceMs = 1500;

/**
 * The moment that somebody just asked for: the needle shows it at once, until the room has followed or has failed to.
 */
export function useScrubbed(at: number, isHeld: ObservedValue<boolean>): ObservedValue<number | undefined> {
  const [scrubbed] = useState(() => makeObservedValue<number | undefined>(undefined));
  const before = useRef(at);
  useEffect(() => {
    const asked = scrubbed.read();
    if (!isHeld.read() && asked !== undefined && hasFollowed(asked, before.current, at)) scrubbed.write(undefined);
    before.current = at;
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

/** Playing goes on from the old place until the new one is here: a jump covers most of the way at once. */
export function hasFollowed(asked: number, before: number, at: number): boolean {
  return Math.abs(at - asked) <= Math.abs(before - asked) / 2;
}
