import { gapPolygons } from '#shared/analysis/coverage/gap-polygons.ts';
import { coverClasses } from '#shared/coverage/cover-classes.ts';
import type { LabelledGaps } from '#shared/coverage/gaps/label-gaps.ts';

/** Speckles of fewer cells are left out, and outlines are true to a cell. */
const shape = { leastCells: 4, tolerance: 1 };

/** Areas without cover as GeoJSON, with their class and when they were computed (epoch milliseconds). */
export function gapsAsGeoJson({ grid, labels, classes }: LabelledGaps, computedAt: number): string {
  const features = coverClasses.flatMap((name, index) =>
    index === 0
      ? []
      : gapPolygons(grid, (cell) => classes[labels[cell]!] === index, shape).map(({ rings, cells }) => ({
          type: 'Feature',
          properties: { cover: name, cells, computedAt: new Date(computedAt).toISOString() },
          geometry: { type: 'Polygon', coordinates: rings },
        })),
  );
  return JSON.stringify({ type: 'FeatureCollection', features });
}

export function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
