import type { ColourName } from '../format/palette.ts';

/** A symbol as the map draws it, in the size of the text. Decorative: the words stand beside it. */
export function Glyph({ path, colour = 'dim' }: { path: string; colour?: ColourName }) {
  return (
    <svg className="symbol" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} fill={`var(--${colour})`} fillRule="evenodd" />
    </svg>
  );
}

/** Symbols of the controls themselves. */
export const controlPaths = {
  close: 'M5 3.500L12 10.5 19 3.5 20.5 5 13.5 12 20.5 19 19 20.5 12 13.5 5 20.5 3.5 19 10.5 12 3.5 5z',
  open: 'M8 4l8 8-8 8-1.5-1.500L13 12 6.5 5.500z',
  layers: 'M12 3l10 5.500L12 14 2 8.500zM4.5 12L12 16l7.5-4L22 13.5 12 19 2 13.500z',
  list: 'M3 5h3v3H3zM8 5h13v3H8zM3 10.500h3v3H3zM8 10.500h13v3H8zM3 16h3v3H3zM8 16h13v3H8z',
  activity: 'M3 20v-6h3v6zM8 20V9h3v11zM13 20v-8h3v8zM18 20V4h3v16z',
  search: 'M10 3a7 7 0 1 0 .01 0zM10 5.500a4.5 4.5 0 1 1-.01 0zM15 16.500l1.5-1.5 5 5-1.5 1.500z',
  keys: 'M3 6h18v12H3zM5 8v2h2V8zM9 8v2h2V8zM13 8v2h2V8zM17 8v2h2V8zM7 13v2.500h10V13z',
  copy: 'M8 3h12v14H8zM10 5v10h8V5zM4 7h2.500v12H16v2.500H4z',
  done: 'M3.500 12.500l2-2 4.500 4.500 9-9.500 2 2L10 19z',
} as const;
