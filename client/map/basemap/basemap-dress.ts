import type { ExpressionSpecification } from 'maplibre-gl';
import type { BasemapStatus } from '#shared/protocol/basemap.ts';
import type { Palette } from '../../format/palette.ts';
import type { Language } from '../../store/view/view-url.ts';

/** How the basemap is dressed: theme, language of its names, and how much larger than on a desk it is drawn. */
export type BasemapDress = {
  palette: Palette;
  language: Language;
  scale: number;
  /** What of the default basemap the server has. */
  status: BasemapStatus | undefined;
};

/** The name in the language of the reader, where there is one. */
export function nameIn(language: Language): ExpressionSpecification {
  return ['coalesce', ['get', `name:${language}`], ['get', 'name']];
}

/** Small and grey, legible over land. */
export function quietText({ palette }: BasemapDress) {
  return { 'text-color': palette.place, 'text-halo-color': palette.land, 'text-halo-width': 1.2 };
}
