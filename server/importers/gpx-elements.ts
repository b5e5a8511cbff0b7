import { SaxesParser } from 'saxes';
import { type ImportFile, UnreadableFileError } from './import-format.ts';

/** A point, or another element that matters, with the texts found in it; which of them count is decided by the reader. */
export type GpxElement = {
  kind: 'track-point' | 'waypoint' | 'route' | 'file-time';
  /** Where the element begins. */
  line: number;
  lat?: string | undefined;
  lon?: string | undefined;
  fields: Partial<Record<GpxField, string>>;
  /** Text of a file time. */
  text: string;
  trackName?: string | undefined;
  /** Ordinal of the track in the file, from 1. */
  trackNumber: number;
};

const pointFields = ['time', 'ele', 'name', 'desc', 'cmt'] as const;
/** Device makers put these below `extensions`; GPX 1.0 directly in the point. */
const nestedFields = ['speed', 'course'] as const;
type GpxField = (typeof pointFields)[number] | (typeof nestedFields)[number];

/** Whole recordings of a device are smaller; a bigger file is not one device's recording. */
const maxFileBytes = 67_108_864;
const maxDepth = 64;

/** The points of a GPX file in file order. A fault of the XML ends it with `UnreadableFileError`. */
export async function* readGpxElements(file: ImportFile): AsyncGenerator<GpxElement> {
  if (file.sizeBytes > maxFileBytes) throw new UnreadableFileError('a GPX file of more than 64 MiB is not accepted');
  const { parser, found } = makeElementParser();
  for await (const text of file.readText()) {
    guard(parser, () => parser.write(text));
    yield* found.splice(0);
  }
  guard(parser, () => parser.close());
  yield* found.splice(0);
}

function guard(parser: SaxesParser, step: () => void): void {
  const { line } = parser;
  try {
    step();
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    const at = parser.line || line;
    const reason = error instanceof Error ? error.message.replace(/^(\d+:\d+: )+/, '').replace(/\.$/, '') : 'unknown';
    throw new UnreadableFileError(`malformed XML at line ${at}: ${reason}`, at);
  }
}

function makeElementParser(): { parser: SaxesParser; found: GpxElement[] } {
  const parser = new SaxesParser();
  const found: GpxElement[] = [];
  const path: string[] = [];
  let tagLine = 1;
  let text = '';
  let point: (GpxElement & { depth: number }) | undefined;
  let trackNumber = 0;
  let trackName: string | undefined;

  const start = (kind: GpxElement['kind'], attributes: Record<string, string> = {}): GpxElement => {
    const { lat, lon } = attributes;
    return { kind, line: tagLine, lat, lon, fields: {}, text: '', trackName, trackNumber };
  };

  parser.on('doctype', () => {
    throw new UnreadableFileError('document type declarations are not accepted', parser.line);
  });
  parser.on('opentagstart', () => {
    // The character after the name is already read: a line break there belongs to the line below.
    tagLine = parser.column === 0 ? parser.line - 1 : parser.line;
  });
  parser.on('opentag', (tag) => {
    const name = localName(tag.name);
    path.push(name);
    text = '';
    if (path.length > maxDepth) throw new UnreadableFileError('elements are nested too deeply', parser.line);
    if (path.length === 1 && name !== 'gpx')
      throw new UnreadableFileError(`the root element is ${name}, not gpx`, parser.line);
    if (isPath(path, 'gpx', 'trk')) {
      trackNumber += 1;
      trackName = undefined;
    }
    if (isPath(path, 'gpx', 'rte')) found.push(start('route'));
    if (isPath(path, 'gpx', 'wpt')) point = { ...start('waypoint', tag.attributes), depth: path.length };
    if (isPath(path, 'gpx', 'trk', 'trkseg', 'trkpt'))
      point = { ...start('track-point', tag.attributes), depth: path.length };
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('cdata', (piece) => {
    text += piece;
  });
  parser.on('closetag', () => {
    const name = path.at(-1)!;
    const value = text.trim();
    text = '';
    if (point && path.length > point.depth) keepField(point, name, value, path.length === point.depth + 1);
    else if (isPath(path, 'gpx', 'trk', 'name')) trackName = value.replace(/\s+/g, ' ') || undefined;
    else if (isPath(path, 'gpx', 'time') || isPath(path, 'gpx', 'metadata', 'time'))
      found.push({ ...start('file-time'), text: value });
    if (point && path.length === point.depth) {
      const { depth: _depth, ...element } = point;
      found.push(element);
      point = undefined;
    }
    path.pop();
  });
  return { parser, found };
}

function keepField(point: GpxElement, name: string, value: string, isDirect: boolean): void {
  const isKept = isDirect ? isOneOf(pointFields, name) || isOneOf(nestedFields, name) : isOneOf(nestedFields, name);
  if (isKept && value) point.fields[name as GpxField] ??= value;
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function isPath(path: readonly string[], ...expected: string[]): boolean {
  return path.length === expected.length && expected.every((name, index) => path[index] === name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
