import { type Header, TileType } from 'pmtiles';
import type { Archive, ArchiveSchema, TileFormat } from '#shared/protocol/basemaps.ts';
import { ArchiveError } from './archive-error.ts';

/** What an archive says about itself, as far as it is understood: everything in it may be missing or of another type. */
export type Description = Pick<
  Archive,
  'name' | 'format' | 'schema' | 'layers' | 'encoding' | 'attribution' | 'licence'
> & { dataDate: string | undefined };

const formats: Partial<Record<TileType, TileFormat>> = {
  [TileType.Mvt]: 'mvt',
  [TileType.Mlt]: 'mlt',
  [TileType.Png]: 'png',
  [TileType.Jpeg]: 'jpeg',
  [TileType.Webp]: 'webp',
  [TileType.Avif]: 'avif',
};
/** Layers of Protomaps basemaps from version 4 on; the older ones name features in another way. */
const protomapsLayers = ['earth', 'water', 'landuse', 'roads', 'boundaries', 'places'];
const olderProtomapsLayers = ['physical_line', 'natural', 'transit'];
const textLimit = 300;

export function describeArchive(header: Header, given: unknown, file: string): Description {
  const metadata = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const format = formats[header.tileType];
  if (!format) throw new ArchiveError('unsupported', 'its tiles are of a type that is not known');
  const layers = layerNames(metadata['vector_layers']);
  const encoding = encodingOf(format, metadata, file);
  return {
    name: plainText(metadata['name']) || file.replace(/\.pmtiles$/i, ''),
    format,
    schema: schemaOf(format, layers, encoding),
    layers,
    ...(encoding ? { encoding } : {}),
    attribution: plainText(metadata['attribution']),
    licence: plainText(metadata['license'] ?? metadata['licence']),
    dataDate: firstDate([
      metadata['planetiler:osm:osmosisreplicationtime'],
      metadata['date'],
      metadata['planetiler:buildtime'],
    ]),
  };
}

function schemaOf(format: TileFormat, layers: string[], encoding: Archive['encoding']): ArchiveSchema {
  if (format !== 'mvt' && format !== 'mlt') return encoding ? 'terrain' : 'raster';
  const isProtomaps =
    protomapsLayers.every((name) => layers.includes(name)) &&
    !olderProtomapsLayers.some((name) => layers.includes(name));
  return isProtomaps ? 'protomaps' : 'unknown';
}

/** Heights are recognised by what the metadata or else the names say; a JPEG cannot carry them. */
function encodingOf(format: TileFormat, metadata: Record<string, unknown>, file: string): Archive['encoding'] {
  if (format !== 'png' && format !== 'webp') return undefined;
  const said = plainText(metadata['encoding']).toLowerCase();
  if (said === 'terrarium' || said === 'mapbox') return said;
  const names = `${said} ${plainText(metadata['name'])} ${plainText(metadata['description'])} ${file}`.toLowerCase();
  if (/terrarium|mapterhorn/.test(names)) return 'terrarium';
  return /terrain-?_?rgb|mapbox-?_?dem/.test(names) ? 'mapbox' : undefined;
}

function layerNames(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((layer: { id?: unknown } | null) => (typeof layer?.id === 'string' ? [layer.id] : []));
}

/** Attributions are written as HTML by custom; here they are text and never become anything else. */
function plainText(given: unknown): string {
  if (typeof given !== 'string') return '';
  const text = given
    .replace(/<[^>]*>/g, '')
    .replace(/&copy;/g, '©')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > textLimit ? `${text.slice(0, textLimit)}…` : text;
}

function firstDate(given: readonly unknown[]): string | undefined {
  for (const each of given) {
    const at = typeof each === 'string' ? Date.parse(each) : Number.NaN;
    if (!Number.isNaN(at)) return new Date(at).toISOString();
  }
  return undefined;
}
