import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Ground } from '#shared/schema/ground.ts';
import type { ArchiveFolder } from './basemap/archives/archive-folder.ts';
import { hasGround, readArchiveGround } from './basemap/ground/archive-ground.ts';

/** After the first picture of whoever starts; then a basemap that is put in later is found. */
const firstMs = 10_000;
const againMs = 15_000;

type Options = {
  archives: ArchiveFolder;
  box: BoundingBox;
  use: (ground: Ground) => Promise<void>;
  onProgress: (file: string, percent: number) => void;
  onFault: (error: Error) => void;
};

/** Where the mission pack has no ground: looks for roads in the basemaps of the data folder until one has some. */
export function findGround({ archives, box, use, onProgress, onFault }: Options): { close: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** Versions that have nothing, or cannot be read. */
  const without = new Set<string>();
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    for (const archive of archives.list().archives) {
      const open = archives.find(archive.id);
      if (!open || without.has(archive.version) || !hasGround(archive, box)) continue;
      const progress = (percent: number) => onProgress(archive.file, percent);
      try {
        const ground = await readArchiveGround(open, box, { onProgress: progress, signal });
        if (ground) return await use(ground);
      } catch (error) {
        if (signal.aborted) return;
        onFault(new Error(`the roads of ${archive.file} cannot be read: ${(error as Error).message}`));
      }
      without.add(archive.version);
    }
    if (!signal.aborted) timer = setTimeout(begin, againMs).unref();
  };
  const begin = (): void => {
    looking = look().catch(onFault);
  };
  let timer = setTimeout(begin, firstMs).unref();
  return {
    close: async () => {
      clearTimeout(timer);
      stopping.abort();
      await looking;
    },
  };
}
