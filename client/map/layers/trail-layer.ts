import type { Layer } from '@deck.gl/core';
import { LineLayer } from '@deck.gl/layers';
import type { TrailPieces } from '../tracks/trail-pieces.ts';
import type { LayerInput } from './layer-input.ts';

/** Where tracks have been, below their symbols. */
export function makeTrailLayer(id: string, pieces: TrailPieces, widthPixels: number, { scale }: LayerInput): Layer {
  return new LineLayer({
    id,
    data: {
      length: pieces.count,
      attributes: {
        getSourcePosition: { value: pieces.from, size: 3 },
        getTargetPosition: { value: pieces.to, size: 3 },
        getColor: { value: pieces.colours, size: 4, normalized: true },
      },
    } as never,
    getWidth: widthPixels * scale,
    widthUnits: 'pixels',
    updateTriggers: { getWidth: scale },
  });
}
