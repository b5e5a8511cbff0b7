import type { SymbolAtlas } from './symbol-atlas.ts';

/** What the symbol shader is told of one symbol: offset of its anchor, its place in the atlas, and that it has colours. */
const numbersPerIcon = 7;

/** Seven numbers for each named symbol, in the order of the names. */
export function makeIconDefinitions(names: readonly string[], { mapping }: Pick<SymbolAtlas, 'mapping'>): Float32Array {
  const definitions = new Float32Array(names.length * numbersPerIcon);
  names.forEach((name, index) => {
    const icon = mapping[name];
    if (!icon) return;
    const { x, y, width, height, anchorX, anchorY } = icon;
    definitions.set([width / 2 - anchorX, height / 2 - anchorY, x, y, width, height, 0], index * numbersPerIcon);
  });
  return definitions;
}

/** The definitions of many rows, by the code of each row. An attribute as the symbol layer takes it, without accessors. */
export function expandIcons(
  definitions: Float32Array,
  codes: ArrayLike<number>,
  count: number,
): { value: Float32Array; size: number } {
  const value = new Float32Array(count * numbersPerIcon);
  for (let row = 0; row < count; row++) {
    const from = codes[row]! * numbersPerIcon;
    const to = row * numbersPerIcon;
    for (let part = 0; part < numbersPerIcon; part++) value[to + part] = definitions[from + part]!;
  }
  return { value, size: numbersPerIcon };
}
