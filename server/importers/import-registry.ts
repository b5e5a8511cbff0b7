import { gpxFormat } from './gpx.ts';
import type { ImportFormat } from './import-format.ts';
import { csvFormat } from './mapped/mapped-csv.ts';
import { geojsonFormat } from './mapped/mapped-geojson.ts';
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
  geojsonFormat,
  csvFormat,
];
