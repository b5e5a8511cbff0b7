import { formatUtcDateTime } from '../../../format/time-text.ts';

/** What is said on every image, so that none is taken for something else: words are in the language of the reader. */
export type Caption = {
  title: string;
  at: number;
  truth: string;
  marking: string;
  /** The word for an exercise, when it is one. */
  exercise: string | undefined;
};

/** Above the map: the marking first, as on every page that has one. Below: what is shown, and when. */
export function formatCaption({ title, at, truth, marking, exercise }: Caption): { above: string; below: string } {
  return {
    above: [marking, exercise].filter(Boolean).join(' · '),
    below: [title.trim(), formatUtcDateTime(at, true), truth].filter(Boolean).join(' · '),
  };
}

/** The map between two bands of text, as a PNG. */
export async function drawFrame(
  map: HTMLCanvasElement,
  caption: Caption,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const frame = document.createElement('canvas');
  const context = frame.getContext('2d');
  if (!context) return undefined;
  const size = Math.max(14, Math.round(map.width / 64));
  const band = Math.round(size * 1.8);
  [frame.width, frame.height] = [map.width, map.height + 2 * band];
  context.fillStyle = '#000';
  context.fillRect(0, 0, frame.width, frame.height);
  context.drawImage(map, 0, band);
  const { above, below } = formatCaption(caption);
  context.fillStyle = '#fff';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `600 ${size}px "Inter Variable", "Noto Sans Arabic", sans-serif`;
  context.fillText(above, frame.width / 2, band / 2, frame.width - band);
  context.fillText(below, frame.width / 2, frame.height - band / 2, frame.width - band);
  const blob = await new Promise<Blob | null>((resolve) => frame.toBlob(resolve, 'image/png'));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}
