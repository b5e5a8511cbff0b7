import { useText } from '../../language/use-text.ts';
import { chosenArchives } from '../../store/basemap-store.ts';
import { useBasemaps, useView } from '../../store/live-context.ts';

/** Who the archives under the picture are from. */
export function BasemapAttribution() {
  const t = useText();
  const choices = useView((state) => state.basemap);
  const answer = useBasemaps((state) => state.answer);
  const sources = chosenArchives(choices, answer).map(
    ({ archive: { attribution, file } }) => attribution || t('basemap.noSource', { file }),
  );
  return [...new Set(sources)].map((source) => ` · ${source}`).join('');
}
