import { isSameMarking } from '#shared/picture/combine-markings.ts';
import type { ClipManifest } from '#shared/protocol/clips.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Excerpt } from './excerpt/excerpt.ts';
import { loadExcerpt } from './excerpt/load-excerpt.ts';
import { MarkingTally } from './marking-tally.ts';
import { ClipDamage, readPackage } from './package/read-package.ts';

/** A clip that was found whole, in memory. */
export type LoadedClip = { manifest: ClipManifest; excerpts: Partial<Record<Truth, Excerpt>> };

/** Bytes of a package → clip. Its marking is what its records say, whatever the manifest says. */
export async function loadClip(bytes: Buffer): Promise<Parsed<LoadedClip>> {
  const opened = await readPackage(bytes);
  if (!opened.ok) return opened;
  const { manifest, excerpts: files } = opened.value;
  const [from, to] = [Date.parse(manifest.from), Date.parse(manifest.to)];
  const tally = new MarkingTally();
  const excerpts: LoadedClip['excerpts'] = {};
  try {
    for (const truth of manifest.truths) {
      const { bytes: lines } = files.find(({ name }) => name === truth)!;
      excerpts[truth] = await loadExcerpt({ truth, bytes: lines, counts: manifest.counts[truth], from, to, tally });
    }
    if (!isSameMarking(tally.combined(), manifest.marking))
      throw new ClipDamage('marking', 'it is not that of what is in the clip');
  } catch (error) {
    if (error instanceof ClipDamage) return refuse('damaged-clip', error.message);
    throw error;
  }
  return { ok: true, value: { manifest, excerpts } };
}
