import { gpxFormat } from './gpx.ts';
import type { ImportFormat } from './import-format.ts';
import { csvFormat } from './mapped/mapped-csv.ts';
import { geojsonFormat } from './mapped/mapped-geojson.ts';
import { awsdFormat } from './tables/awsd.ts';
import { geopkoContributionsFormat } from './tables/geopko-contributions.ts';
import { geopkoSitesFormat } from './tables/geopko-sites.ts';
import { mohFacilitiesFormat } from './tables/moh-facilities.ts';
import { ucdpReducedFormat } from './tables/ucdp-reduced.ts';
import { unFatalitiesFormat } from './tables/un-fatalities.ts';
import { whoFacilitiesFormat } from './tables/who-facilities.ts';
import { adsbStatesFormat } from './tracks/adsb-states.ts';
import { nmeaLogFormat } from './tracks/nmea-log.ts';
import { readsbTraceFormat } from './tracks/readsb-trace.ts';
import { ucdpGedFormat } from './ucdp-ged.ts';

/** Every format that can be imported. A new one joins here. */
export const importFormats: readonly ImportFormat[] = [
  ucdpGedFormat,
  ucdpReducedFormat,
  awsdFormat,
  mohFacilitiesFormat,
  whoFacilitiesFormat,
  geopkoSitesFormat,
  geopkoContributionsFormat,
  unFatalitiesFormat,
  gpxFormat,
  readsbTraceFormat,
  adsbStatesFormat,
  nmeaLogFormat,
  geojsonFormat,
  csvFormat,
];
