import { crc32, deflateSync } from 'node:zlib';

/**
 * A picture of a screen as a PNG of at most 256 colours: a third of the bytes, and the eye sees no difference in flat
 * colours and small text. `pixels` are red, green, blue and alpha of each pixel; alpha is dropped.
 */
export function reducePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const { palette, indexOf } = choosePalette(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(pixels, (y * width + x) * 4))!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const body = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(pixels: Uint8Array, at: number): number {
  return (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!;
}

/** Boxes of colours are halved along their longest side, the one with most pixels in most room first. */
function choosePalette(pixels: Uint8Array): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = colourAt(pixels, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const boxes = [makeBox([...counts.keys()], counts)];
  while (boxes.length < 256) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best));
    if (widest.weight === 0) break;
    boxes.splice(boxes.indexOf(widest), 1);
    const { colours, shift } = widest;
    colours.sort((one, other) => ((one >> shift) & 255) - ((other >> shift) & 255));
    const cut = cutOf(colours, shift);
    boxes.push(makeBox(colours.slice(0, cut), counts), makeBox(colours.slice(cut), counts));
  }
  const indexOf = new Map(boxes.flatMap(({ colours }, index) => colours.map((colour) => [colour, index] as const)));
  return { palette: boxes.map(({ colours }) => meanOf(colours, counts)), indexOf };
}

type Box = { colours: number[]; shift: number; weight: number };

/** `shift` is where the channel of the longest side lies; a box of one colour weighs nothing. */
function makeBox(colours: number[], counts: ReadonlyMap<number, number>): Box {
  const sides = [16, 8, 0].map((shift) => {
    let [low, high] = [255, 0];
    for (const colour of colours) {
      const part = (colour >> shift) & 255;
      if (part < low) low = part;
      if (part > high) high = part;
    }
    return { shift, length: high - low };
  });
  const { shift, length } = sides.reduce((best, side) => (side.length > best.length ? side : best));
  const pixels = colours.reduce((sum, colour) => sum + counts.get(colour)!, 0);
  return { colours, shift, weight: length ** 2 * Math.sqrt(pixels) };
}

/** Where the sorted colours pass the middle of their side; never at an end. */
function cutOf(colours: readonly number[], shift: number): number {
  const part = (colour: number) => (colour >> shift) & 255;
  const middle = (part(colours[0]!) + part(colours.at(-1)!)) / 2;
  return colours.findIndex((colour) => part(colour) > middle);
}

function meanOf(colours: readonly number[], counts: ReadonlyMap<number, number>): number {
  const sums = [0, 0, 0];
  let pixels = 0;
  for (const colour of colours) {
    const count = counts.get(colour)!;
    pixels += count;
    [16, 8, 0].forEach((shift, index) => {
      sums[index]! += ((colour >> shift) & 255) * count;
    });
  }
  const [red, green, blue] = sums.map((sum) => Math.round(sum / pixels)) as [number, number, number];
  return (red << 16) | (green << 8) | blue;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(named.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(named, 4);
  frame.writeUInt32BE(crc32(named), named.length + 4);
  return frame;
}
