import { parseDegrees } from './parse-degrees.ts';
import { parseMgrs } from './parse-mgrs.ts';
import type { SpotResult } from './spot.ts';

/** A place typed as coordinates in any notation of the field; undefined when the text is not meant as coordinates. */
export function parseCoordinates(text: string): SpotResult {
  if (text.length > 80 || !/[\d\u0660-\u0669\u06f0-\u06f9]/.test(text)) return undefined;
  return parseMgrs(text) ?? parseDegrees(text);
}
