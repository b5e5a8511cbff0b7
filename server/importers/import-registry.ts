import { gpxFormat } from './gpx.ts';
import type { ImportFormat } from './import-format.ts';
import { adsbStatesFormat } from './tracks/adsb-states.ts';
import { nmeaLogFormat } from './tracks/nmea-log.ts';
import { readsbTraceFormat } from './tracks/readsb-trace.ts';
import { ucdpGedFormat } from './ucdp-ged.ts';

/** Every format that can be imported. A new one joins here. */
export const importFormats: readonly ImportFormat[] = [
  ucdpGedFormat,
  gpxFormat,
  readsbTraceFormat,
  adsbStatesFormat,
  nmeaLogFormat,
];
