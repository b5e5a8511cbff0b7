/** A value that changes faster than React should render: who shows it subscribes, who needs it reads. */
export type ObservedValue<T> = {
  read: () => T;
  write: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
};

/** Listeners hear of a value only when it differs from the one before. */
export function makeObservedValue<T>(first: T): ObservedValue<T> {
  const listeners = new Set<() => void>();
  let current = first;
  return {
    read: () => current,
    write: (value) => {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
