import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file or folder of real data kept outside the repository (`VEDETTE_REFERENCE_DATA`, else `../shared/data`); undefined,
 * with a line that says so, when it is absent. Tests that need it are then skipped.
 */
export function findReferenceData(path: string): string | undefined {
  const folder = process.env['VEDETTE_REFERENCE_DATA'] ?? join(import.meta.dirname, '../../shared/data');
  const full = join(folder, path);
  if (existsSync(full)) return full;
  console.warn(`SKIPPED: ${full} is absent (set VEDETTE_REFERENCE_DATA)`);
  return undefined;
}
