import type { PictureRecord } from '#shared/picture/record.ts';
import { trackOf } from '../../format/position-of-key.ts';
import type { ShownKind } from '../../format/record-kinds.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { casevacSections } from './casevac-details.ts';
import { casualtySections } from './casualty-details.ts';
import { contributionSections } from './contribution-details.ts';
import { type DetailContext, type DetailSection, known } from './detail-row.ts';
import { sensorSections, siteSections, sourceSections, zoneSections } from './ground-details.ts';
import { incidentSections } from './incident-details.ts';
import { assetSections, facilitySections } from './medical-details.ts';
import { patrolSections } from './patrol-details.ts';
import { fixSections, trackSections } from './track-details.ts';

/** What the entity panel says about each kind; a new kind adds its function. */
const sectionsOf: { [K in ShownKind]: (record: PictureRecord<K>, context: DetailContext) => DetailSection[] } = {
  track: trackSections,
  patrol: (record, context) => [
    ...patrolSections(record, context),
    ...[trackOf(context.live.store.picture, record) ?? []].flat().flatMap((name) => fixSections(name, context)),
  ],
  incident: incidentSections,
  zone: zoneSections,
  facility: facilitySections,
  asset: assetSections,
  casevac: casevacSections,
  site: siteSections,
  sensor: sensorSections,
  contribution: contributionSections,
  casualty: casualtySections,
  source: sourceSections,
};

/** Everything known about a record, ending with where it came from. */
export function detailSections(kind: ShownKind, record: PictureRecord, context: DetailContext): DetailSection[] {
  const sections = (sectionsOf[kind] as (record: PictureRecord, context: DetailContext) => DetailSection[])(
    record,
    context,
  );
  return [...sections, provenance(record, context)];
}

function provenance(record: PictureRecord, { t, live, mission }: DetailContext): DetailSection {
  const source = live.store.picture.records.get(`source/${record.source}`);
  const name = mission.sources.find((each) => each.sourceId === record.source)?.name ?? record.source;
  const { classification, releasableTo, originator } = record.marking;
  return {
    title: 'section.provenance',
    rows: known([
      { label: 'field.source', value: name, ...(source ? { key: source.key } : {}) },
      // The record of a track has no time and no version: it is what its newest position says of it.
      record.kind !== 'track' && {
        label: 'field.observed',
        value: formatUtcDateTime(record.observedAt, true),
        isLtr: true,
      },
      record.kind !== 'track' && { label: 'field.known', value: formatUtcDateTime(record.knownAt, true), isLtr: true },
      record.kind !== 'track' && {
        label: 'field.version',
        value: t('value.version', { version: record.version, sequence: record.sequence }),
      },
      (record.superseded?.length ?? 0) > 0 && {
        label: 'field.corrected',
        value: t('value.corrected', { count: record.superseded!.length }),
        tone: 'warning',
      },
      { label: 'field.marking', value: t(`classification.${classification}`) },
      releasableTo.length > 0 && { label: 'field.releasable', value: releasableTo.join(', ') },
      { label: 'field.originator', value: originator },
    ]),
  };
}
