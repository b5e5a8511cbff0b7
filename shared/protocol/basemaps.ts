import type { BoundingBox } from '../geo/bounding-box.ts';

/** What an archive is drawn as. `unknown` is vector tiles of a schema that Vedette has no style for. */
export type ArchiveSchema = 'protomaps' | 'raster' | 'terrain' | 'unknown';
export type TileFormat = 'mvt' | 'mlt' | 'png' | 'jpeg' | 'webp' | 'avif';

/** One `*.pmtiles` file of the data folder, as it describes itself. Texts are plain, without markup. */
export type Archive = {
  id: string;
  file: string;
  name: string;
  /** Changes when the file does; belongs into the address of every tile, so that no old one is shown. */
  version: string;
  bytes: number;
  /** ISO 8601: of the data where the archive says so, else of the file. */
  date: string;
  isDataDate: boolean;
  bounds: BoundingBox;
  minzoom: number;
  maxzoom: number;
  format: TileFormat;
  schema: ArchiveSchema;
  /** Names of vector layers. */
  layers: string[];
  /** How heights are written into the colours of terrain. */
  encoding?: 'terrarium' | 'mapbox';
  attribution: string;
  licence: string;
};

export const archiveProblemNames = [
  'empty',
  'not-an-archive',
  'cut-short',
  'damaged',
  'unsupported',
  'unreadable',
] as const;
export type ArchiveProblemName = (typeof archiveProblemNames)[number];

/** A file that cannot be shown, and why; the others are not disturbed by it. */
export type ArchiveProblem = { file: string; name: ArchiveProblemName; detail: string };

/** Answer of `GET /api/v1/basemaps`. */
export type BasemapsAnswer = { archives: Archive[]; problems: ArchiveProblem[] };
