import { closeSync, constants, copyFileSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beside the repository, not in the system's temporary folder: that may be memory, where a sync costs nothing. */
export const benchFolder = fileURLToPath(new URL('../.cache/bench', import.meta.url));

/** Runs `work` with a folder of its own on the disk of the repository and removes it afterwards. */
export async function withRunFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(benchFolder, { recursive: true });
  const folder = mkdtempSync(join(benchFolder, 'run-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Copies a closed log; shares its blocks where the file system can. On disk before it returns: a copy that is still
 * being written back would be charged to the syncs of whoever is measured next.
 */
export function copyLog(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const copy = join(to, 'vedette.db');
  copyFileSync(join(from, 'vedette.db'), copy, constants.COPYFILE_FICLONE);
  const file = openSync(copy, 'r+');
  fsyncSync(file);
  closeSync(file);
}
