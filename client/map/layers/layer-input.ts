import type { Layer } from '@deck.gl/core';
import type { PictureRecord, RecordKind } from '#shared/picture/record.ts';
import type { TimeWindow } from '#shared/schema/time-window.ts';
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
  /** How far back incidents are shown, and since when that is. */
  window: TimeWindow;
  since: number | undefined;
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
 * The records a layer shows, as an array whose identity lasts while the records and what they are chosen by
 * (`causesOf`; switched-off layers unless told otherwise) stay the same: the graphics card keeps what it was given,
 * however many there are.
 */
export function keepShown<K extends RecordKind>(
  isShown: (record: PictureRecord<K>, input: LayerInput) => boolean,
  causesOf: (input: LayerInput) => readonly unknown[] = ({ hidden }) => [hidden],
  order?: (one: PictureRecord<K>, other: PictureRecord<K>) => number,
): (records: readonly PictureRecord<K>[], input: LayerInput) => PictureRecord<K>[] {
  let kept: { causes: readonly unknown[]; shown: PictureRecord<K>[] } | undefined;
  return (records, input) => {
    const causes = [records, ...causesOf(input)];
    if (!kept || causes.some((cause, index) => cause !== kept!.causes[index])) {
      const shown = records.filter((record) => isShown(record, input));
      kept = { causes, shown: order ? shown.sort(order) : shown };
    }
    return kept.shown;
  };
}

/** Some of the things, as an array whose identity lasts while that of all of them does. */
export function keepPart<T>(isPart: (thing: T) => boolean): (things: readonly T[]) => readonly T[] {
  let kept: { things: readonly T[]; part: readonly T[] } | undefined;
  return (things) => {
    if (kept?.things !== things) kept = { things, part: things.filter(isPart) };
    return kept.part;
  };
}

/** Symbols shrink a little when the whole mission is in view. */
export function symbolSize(base: number, { scale, level }: Pick<LayerInput, 'scale' | 'level'>): number {
  return base * scale * (level <= 4 ? 0.65 : level <= 5 ? 0.8 : level <= 6 ? 0.9 : 1);
}
