import { colourNames, palettes } from '../format/palette.ts';

/** Writes the palette of a theme as CSS custom properties (`--surface0` …) on the document. */
export function applyTheme(name: keyof typeof palettes, root: HTMLElement = document.documentElement): void {
  const palette = palettes[name];
  for (const colour of colourNames) root.style.setProperty(`--${colour}`, palette[colour]);
  root.style.setProperty('color-scheme', palette.scheme);
  root.dataset['theme'] = name;
}
