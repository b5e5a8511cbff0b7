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
  whatIf: 'M4 4h7v3H7v10h4v3H4zM13 4h7v4h-3V7h-4zM17 10h3v3h-3zM17 15h3v5h-7v-3h4z',
  activity: 'M3 20v-6h3v6zM8 20V9h3v11zM13 20v-8h3v8zM18 20V4h3v16z',
  search: 'M10 3a7 7 0 1 0 .01 0zM10 5.500a4.5 4.5 0 1 1-.01 0zM15 16.500l1.5-1.5 5 5-1.5 1.500z',
  keys: 'M3 6h18v12H3zM5 8v2h2V8zM9 8v2h2V8zM13 8v2h2V8zM17 8v2h2V8zM7 13v2.500h10V13z',
  copy: 'M8 3h12v14H8zM10 5v10h8V5zM4 7h2.500v12H16v2.500H4z',
  spot: 'M11 1h2v5h-2zM11 18h2v5h-2zM1 11h5v2H1zM18 11h5v2h-5zM12 8a4 4 0 1 0 .01 0zM12 10a2 2 0 1 1-.01 0z',
  place: 'M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7zM12 6.500a2.5 2.5 0 1 0 .01 0z',
  command: 'M4 5l7 7-7 7-1.800-1.800L7.400 12 2.200 6.800zM12 17h9v2.500h-9z',
  follow: 'M12 1v3.500a7.500 7.500 0 1 1-7.500 7.500H1a11 11 0 1 0 11-11zM12 8a4 4 0 1 0 .01 0z',
  measure:
    'M2 15L15 2l7 7L9 22zM5 15l4 4L19 9l-1.500-1.500-2 2-1-1 2-2L15 5l-3 3 1.500 1.500-1 1L11 9 8 12l2 2-1 1-2-2z',
  share:
    'M18 2a4 4 0 1 1-2.800 6.800L9.800 12a4 4 0 0 1 0 .9l5.400 3.200A4 4 0 1 1 14.200 18L8.700 14.800a4 4 0 1 1 0-4.700L14.100 7A4 4 0 0 1 18 2z',
  home: 'M12 2.500l9.500 8-1.600 1.900L12 5.700l-7.900 6.700-1.600-1.900zM5.500 13L12 7.500l6.500 5.500v8h-5v-5h-3v5h-5z',
  rings: 'M12 1a11 11 0 1 0 .01 0zM12 3a9 9 0 1 1-.01 0zM12 7a5 5 0 1 0 .01 0zM12 9a3 3 0 1 1-.01 0z',
  report: 'M12 2l10.500 19h-21zM11 8.500v6.500h2V8.500zM11 16.500v2h2v-2z',
  upload:
    'M12 2.500l6.500 6.500-1.700 1.700-3.600-3.600V16h-2.400V7.100L7.200 10.700 5.500 9zM3 14.500h2.400v4.600h13.200v-4.600H21v7H3z',
  more: 'M5 9.500a2.500 2.500 0 1 0 .01 0zM12 9.500a2.500 2.500 0 1 0 .01 0zM19 9.500a2.500 2.500 0 1 0 .01 0z',
  info: 'M12 2a10 10 0 1 0 .01 0zM12 4a8 8 0 1 1-.01 0zM11 10h2v7h-2zM11 6.500h2v2h-2z',
  board: 'M2.500 4h19v16h-19zM4.500 6v3h15V6zM4.500 11v7H9v-7zM13.700 12h2.100v2h2v2.100h-2v2h-2.100v-2h-2V14h2z',
  gap: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zM12 4.200a7.800 7.800 0 1 0 0 15.600 7.800 7.800 0 0 0 0-15.600zM10.900 7.500h2.200v3.400h3.400v2.200h-3.400v3.400h-2.200v-3.400H7.500v-2.200h3.400z',
  replay:
    'M12 3a9 9 0 1 1-8.600 6.300l2.300.7A6.600 6.600 0 1 0 12 5.400V8.500L6.500 4.200 12 0zM11 8h2v4.200l3.200 1.900-1 1.700L11 13.300z',
  bookmark: 'M6 2.500h12v19l-6-4.500-6 4.500zM8.200 4.700v12.400l3.800-2.900 3.800 2.900V4.700z',
  area: 'M4 5.500L13.500 2.500 21 10.500 17 21 4.500 18zM6.400 7.100L6.700 16.200 15.500 18.300 18.500 11.100 12.900 5z',
  done: 'M3.500 12.500l2-2 4.500 4.500 9-9.500 2 2L10 19z',
} as const;
