import type { Layer } from '@deck.gl/core';
import type { PictureRecord, RecordKind } from '#shared/picture/record.ts';
import type { Palette } from '../../format/palette.ts';
import type { SymbolAtlas } from '../symbol-atlas.ts';

/** What every layer is drawn from, besides its records. Replaced as a whole, so that identity tells whether it changed. */
export type LayerInput = {
  palette: Palette;
  atlas: SymbolAtlas;
  /** Size of symbols and lines: 1 on a desk, more on a wall. */
  scale: number;
  /** Whole zoom level. */
  level: number;
  hidden: ReadonlySet<string>;
  /** Server time, to the minute: what fades with age. */
  minuteAt: number;
  selected: string | undefined;
};

/** One kind of thing on the map. Pure: the same records and input give the same layers. */
export type KindLayer<K extends RecordKind> = {
  kind: K;
  makeLayers: (records: readonly PictureRecord<K>[], input: LayerInput) => Layer[];
};

/** What a picked object stands for: the key of its record. */
export type Picked = { key: string };

export function defineKindLayer<K extends RecordKind>(layer: KindLayer<K>): KindLayer<K> {
  return layer;
}

/**
 * The records a layer shows, as an array whose identity lasts while records and switched-off layers stay the same: the
 * graphics card keeps what it was given, however many there are.
 */
export function keepShown<K extends RecordKind>(
  isShown: (record: PictureRecord<K>, hidden: ReadonlySet<string>) => boolean,
  order?: (one: PictureRecord<K>, other: PictureRecord<K>) => number,
): (records: readonly PictureRecord<K>[], hidden: ReadonlySet<string>) => PictureRecord<K>[] {
  let kept: { records: unknown; hidden: unknown; shown: PictureRecord<K>[] } | undefined;
  return (records, hidden) => {
    if (kept?.records !== records || kept.hidden !== hidden) {
      const shown = records.filter((record) => isShown(record, hidden));
      kept = { records, hidden, shown: order ? shown.sort(order) : shown };
    }
    return kept.shown;
  };
}

/** Symbols shrink a little when the whole mission is in view. */
export function symbolSize(base: number, { scale, level }: Pick<LayerInput, 'scale' | 'level'>): number {
  return base * scale * (level <= 4 ? 0.65 : level <= 5 ? 0.8 : level <= 6 ? 0.9 : 1);
}
