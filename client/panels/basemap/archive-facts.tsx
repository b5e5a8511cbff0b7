import type { Archive } from '#shared/protocol/basemaps.ts';
import { useText } from '../../language/use-text.ts';

/** What an archive says of itself. */
export function ArchiveFacts({ archive }: { archive: Archive }) {
  const t = useText();
  const { file, minzoom, maxzoom, date, isDataDate, layers, attribution, licence } = archive;
  const facts = [
    [t('basemap.file'), file],
    [t('basemap.zooms'), t('basemap.zoomsValue', { min: minzoom, max: maxzoom })],
    [t(isDataDate ? 'basemap.dataDate' : 'basemap.fileDate'), date.slice(0, 10)],
    ...(layers.length > 0 ? [[t('basemap.layers'), layers.join(', ')]] : []),
    [t('basemap.source'), attribution || t('basemap.unstated')],
    ...(licence ? [[t('basemap.licence'), licence]] : []),
  ] as [string, string][];
  return (
    <dl className="archive-facts">
      {facts.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
