import type { ArchivePart, PartOptions } from './archive-part.ts';
import { genericPart } from './generic-part.ts';
import { rasterPart, terrainPart } from './image-parts.ts';

/** Archives → parts of the style, in order. The style of Protomaps is fetched only when one of them needs it. */
export async function makeParts(wanted: readonly PartOptions[]): Promise<ArchivePart[]> {
  return Promise.all(
    wanted.map(async (options) => {
      const { schema } = options.archive;
      if (schema === 'protomaps') return (await import('./protomaps-part.ts')).protomapsPart(options);
      if (schema === 'raster') return rasterPart(options);
      return schema === 'terrain' ? terrainPart(options) : genericPart(options);
    }),
  );
}
