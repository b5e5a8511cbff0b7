import { IconLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { standsInWindow } from '#shared/schema/time-window.ts';
import { type PlacePrecision, placePrecisionMetres } from '#shared/schema/vocabulary.ts';
import { rgba } from '../../format/palette.ts';
import { familyOf } from '../../format/record-kinds.ts';
import type { Parted } from '../gathering/gather.ts';
import { harmedIn, partIncidents } from '../gathering/gathered-kinds.ts';
import { makeGatheredIncidents } from './gathered-incidents.ts';
import { defineKindLayer, keepShown, type LayerInput, symbolSize } from './layer-input.ts';

const dayMs = 86_400_000;
type Incident = PictureRecord<'incident'>;

/** Oldest first, so that the newest lies on top. */
const shown = keepShown<'incident'>(
  ({ body }, { hidden, window, since }) =>
    body.position !== undefined &&
    !hidden.has(`incident.${familyOf(body.type)}`) &&
    standsInWindow(body, window, since) === 'inside',
  ({ hidden, window, since }) => [hidden, window, since],
  (one, other) => one.body.occurredAt - other.body.occurredAt,
);

/** Those that are shown: alone, and many at one place. */
export const partedIncidents = (records: readonly Incident[], input: LayerInput) =>
  partIncidents(shown(records, input), input);

/** Halos of the past would cover the map: beyond this many only the selected one and the last week keep theirs. */
const mostHalos = 400;

/**
 * Incidents: symbol by family, size by casualties, a halo as wide as the place is uncertain, fading as they age. Past ones
 * that would cover each other are one disc with their number.
 */
export const incidentLayer = defineKindLayer({
  kind: 'incident',
  makeLayers: (records, input) => {
    const { palette, minuteAt } = input;
    const parted = partedIncidents(records, input);
    const data = parted.alone;
    const chosen = chosenOf(parted, input.selected);
    const opacity = (record: Incident) => opacityOfAge(minuteAt - record.body.occurredAt);
    const hour = Math.floor(minuteAt / 3_600_000);
    return [
      ...makeGatheredIncidents(parted.gathered, input),
      new ScatterplotLayer<Incident>({
        id: 'incident-halo',
        data: [...haloed(data, input), ...chosen],
        getPosition: (record) => record.body.position!,
        getRadius: (record) => placePrecisionMetres[record.body.precision],
        radiusUnits: 'meters',
        stroked: true,
        // Wide ones lie over each other: only their edge is drawn.
        getFillColor: ({ key, body }) =>
          rgba(palette.threat, key === input.selected || !isWide(body.precision) ? 0.06 : 0),
        getLineColor: (record) => rgba(palette.threat, record.key === input.selected ? 0.9 : 0.5 * opacity(record)),
        getLineWidth: 1,
        lineWidthUnits: 'pixels',
        updateTriggers: { getLineColor: [palette, hour, input.selected], getFillColor: [palette, input.selected] },
      }),
      makeSymbols('incident', data, input),
      ...(chosen.length > 0 ? [makeSymbols('incident-chosen', chosen, input)] : []),
    ];
  },
});

function makeSymbols(id: string, data: readonly Incident[], input: LayerInput): IconLayer<Incident> {
  const { atlas, minuteAt } = input;
  const hour = Math.floor(minuteAt / 3_600_000);
  return new IconLayer<Incident>({
    id,
    data,
    pickable: true,
    iconAtlas: atlas.image as never,
    iconMapping: atlas.mapping,
    getPosition: (record) => record.body.position!,
    getIcon: (record) => `incident-${familyOf(record.body.type)}`,
    getSize: (record) => sizeOf(record, minuteAt),
    sizeScale: symbolSize(1, input),
    getColor: (record) => [255, 255, 255, 255 * opacityOfAge(minuteAt - record.body.occurredAt)],
    updateTriggers: { getColor: hour, getSize: hour },
  });
}

/** What is selected is drawn also where it is one of many. */
function chosenOf({ gathered }: Parted<Incident>, selected: string | undefined): Incident[] {
  if (!selected?.startsWith('incident/')) return [];
  return gathered.flatMap(({ members }) => members.find(({ key }) => key === selected) ?? []);
}

function haloed(shownIncidents: readonly Incident[], { minuteAt, selected, window, level }: LayerInput): Incident[] {
  const uncertain = shownIncidents.filter(
    (record) =>
      placePrecisionMetres[record.body.precision] > 0 &&
      (minuteAt - record.body.occurredAt < 7 * dayMs || window !== 'all' || level >= 9 || record.key === selected),
  );
  return uncertain.length <= mostHalos
    ? uncertain
    : uncertain.filter(({ key, body }) => key === selected || minuteAt - body.occurredAt < 7 * dayMs).slice(-mostHalos);
}

function isWide(precision: PlacePrecision): boolean {
  return placePrecisionMetres[precision] > placePrecisionMetres.district;
}

/** Today is solid; a week ago is half; years ago is a trace. */
function opacityOfAge(ageMs: number): number {
  const days = ageMs / dayMs;
  if (days < 1) return 1;
  if (days < 7) return 0.75;
  if (days < 30) return 0.5;
  return days < 365 ? 0.34 : 0.2;
}

function sizeOf(record: Incident, at: number): number {
  const harmed = harmedIn(record);
  const days = (at - record.body.occurredAt) / dayMs;
  if (days > 30) return Math.min(28, 11 + 2 * Math.log2(1 + harmed));
  return Math.min(64, 28 + 5 * Math.log2(1 + harmed));
}
