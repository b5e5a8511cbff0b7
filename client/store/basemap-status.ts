import { useEffect, useState } from 'react';
import type { BasemapStatus } from '#shared/protocol/basemap.ts';

const whileBuildingMs = 1_500;
const retryMs = 10_000;

/** The parts of the basemap that may come after the first picture. Asked again only while something is on its way. */
export function useBasemapStatus(): BasemapStatus | undefined {
  const [status, setStatus] = useState<BasemapStatus>();
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function read(): Promise<void> {
      try {
        const answer = await fetch('/api/v1/basemap', { signal: stop.signal });
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        const now = (await answer.json()) as BasemapStatus;
        setStatus(now);
        if (now.detail.state === 'building') timer = setTimeout(() => void read(), whileBuildingMs);
      } catch {
        if (!stop.signal.aborted) timer = setTimeout(() => void read(), retryMs);
      }
    }
    void read();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return status;
}
