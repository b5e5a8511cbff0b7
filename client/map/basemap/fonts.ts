import arabicUrl from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?url';
import latinExtendedUrl from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url';
import latinUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { StyleSpecification } from 'maplibre-gl';

/** `text-font` of every label. */
export const font = ['Vedette'];

/** Fonts are files of this server; there are no glyph ranges, and without these every label would vanish unsaid. */
export function fontFaces(origin: string): NonNullable<StyleSpecification['font-faces']> {
  const absolute = (url: string) => new URL(url, origin).href;
  return {
    Vedette: [
      { url: absolute(latinUrl), 'unicode-range': ['U+0000-00FF', 'U+2000-206F'] },
      { url: absolute(latinExtendedUrl), 'unicode-range': ['U+0100-02FF', 'U+1E00-1EFF'] },
      { url: absolute(arabicUrl), 'unicode-range': ['U+0600-06FF', 'U+0750-077F', 'U+FB50-FDFF', 'U+FE70-FEFF'] },
    ],
  };
}
