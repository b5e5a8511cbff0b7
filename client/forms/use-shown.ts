import { useEffect } from 'react';
import type { Position } from '#shared/geo/position.ts';
import { useLive } from '../store/live-context.ts';

/** Puts what the form would report on the map while it is edited; the label says that it is not yet a record. */
export function useShown(position: Position | undefined, radiusMetres: number, label: string): void {
  const { entry } = useLive();
  const [longitude, latitude] = position ?? [];
  useEffect(() => {
    const isPlace = longitude !== undefined && latitude !== undefined;
    entry.getState().show(isPlace ? { position: [longitude, latitude], radiusMetres, label } : undefined);
  }, [entry, longitude, latitude, radiusMetres, label]);
}
