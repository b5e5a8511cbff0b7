import type { Layer } from '@deck.gl/core';
import type { RecordKind } from '#shared/picture/record.ts';
import type { LiveStore } from '../../store/live/live-store.ts';
import { assetLayer } from './asset-layer.ts';
import { casevacLayer } from './casevac-layer.ts';
import { facilityLayer } from './facility-layer.ts';
import { incidentLayer } from './incident-layer.ts';
import type { KindLayer, LayerInput } from './layer-input.ts';
import { patrolLayer } from './patrol-layer.ts';
import { registerLayer } from './register-layer.ts';
import { sensorLayer } from './sensor-layer.ts';
import { siteLayer } from './site-layer.ts';
import { zoneLayer } from './zone-layer.ts';

/**
 * How each kind is drawn, from the ground up; tracks, labels and the selection lie above. A new kind adds its file here
 * and its description in `format/record-kinds.ts`.
 */
const kindLayers = [
  zoneLayer,
  sensorLayer,
  registerLayer,
  patrolLayer,
  siteLayer,
  incidentLayer,
  assetLayer,
  facilityLayer,
  casevacLayer,
] as unknown as readonly KindLayer<RecordKind>[];

/** Rebuilds the layers of a kind only when its records or the input changed. */
export function makeKindLayers(): (store: LiveStore, input: LayerInput) => Layer[] {
  const kept = new Map<KindLayer<RecordKind>, { records: unknown; input: LayerInput; layers: Layer[] }>();
  return (store, input) =>
    kindLayers.flatMap((layer) => {
      const { kind } = layer;
      if (input.hidden.has(kind)) {
        kept.delete(layer);
        return [];
      }
      const records = store.recordsOf(kind);
      const last = kept.get(layer);
      if (last?.records === records && last.input === input) return last.layers;
      const layers = layer.makeLayers(records, input);
      kept.set(layer, { records, input, layers });
      return layers;
    });
}
