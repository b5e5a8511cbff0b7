import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { PictureRecord } from '#shared/picture/record.ts';
import { rgba } from '../../format/palette.ts';
import { isVague } from '../../format/position/vague-place.ts';
import type { Gathered } from '../gathering/gather.ts';
import { harmedIn } from '../gathering/gathered-kinds.ts';
import { labelFont } from './label-font.ts';
import type { LayerInput } from './layer-input.ts';

type Incident = PictureRecord<'incident'>;
/** Of the members: how many have a certain place, how many were killed or hurt, when the newest was. */
export type Disc = Gathered<Incident> & { text: string; certain: number; harmed: number; newestAt: number };
const yearMs = 365 * 86_400_000;

/**
 * Incidents of one place as a disc: the number says how many, the size how many were killed or hurt, the strength how
 * old the newest is. Those whose place is known to a district at best are counted apart, with a question mark; a disc of
 * nothing else is a ring without filling.
 */
export function makeGatheredIncidents(gathered: readonly Gathered<Incident>[], input: LayerInput): Layer[] {
  // Nothing to gather is the rule in a young mission: then there is no layer that would cost a draw call.
  if (gathered.length === 0) return [];
  const { palette, scale, minuteAt } = input;
  const discs = discsOf(gathered);
  const isOld = ({ newestAt }: Disc) => minuteAt - newestAt > 5 * yearMs;
  const day = Math.floor(minuteAt / 86_400_000);
  return [
    new ScatterplotLayer<Disc>({
      id: 'incident-gathered',
      data: discs,
      pickable: true,
      getPosition: ({ position }) => position,
      getRadius: ({ harmed }) => scale * Math.min(30, 9 + 0.5 * Math.sqrt(harmed)),
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: (disc) => rgba(palette.threat, disc.certain === 0 ? 0.01 : isOld(disc) ? 0.16 : 0.26),
      getLineColor: (disc) => rgba(palette.threat, isOld(disc) ? 0.4 : 0.6),
      getLineWidth: scale,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: [palette, day], getLineColor: [palette, day], getRadius: scale },
    }),
  ];
}

/**
 * The number of each disc, moved by so many pixels from its middle. A layer of its own and not among the labels, which may
 * lose their place: a disc without its number would say nothing.
 */
export function makeCountLayer(discs: readonly Disc[], offsets: Int16Array, { palette, scale }: LayerInput): Layer {
  return new TextLayer<Disc>({
    id: 'incident-count',
    data: discs,
    ...labelFont,
    getPosition: ({ position }) => position,
    getText: ({ text }) => text,
    getSize: 12 * scale,
    getColor: rgba(palette.text, 0.85),
    outlineColor: rgba(palette.surface0),
    outlineWidth: 5,
    getTextAnchor: 'middle',
    getAlignmentBaseline: 'center',
    getPixelOffset: (_disc, { index }) => [offsets[2 * index]!, offsets[2 * index + 1]!],
    updateTriggers: { getColor: palette, getSize: scale, getPixelOffset: offsets },
  });
}

function countText(certain: number, vague: number): string {
  if (vague === 0) return String(certain);
  return certain === 0 ? `${vague}?` : `${certain}+${vague}?`;
}

let kept: { gathered: readonly Gathered<Incident>[]; discs: Disc[] } | undefined;

/** The same array while what is gathered is the same. */
export function discsOf(gathered: readonly Gathered<Incident>[]): readonly Disc[] {
  if (kept?.gathered !== gathered) kept = { gathered, discs: gathered.map(discOf).sort(bySize) };
  return kept.discs;
}

/** Small ones on top of large ones. */
const bySize = (one: Disc, other: Disc) => other.harmed - one.harmed;

function discOf(gathered: Gathered<Incident>): Disc {
  const { position, members } = gathered;
  const certain = members.filter((record) => !isVague(record)).length;
  return {
    position,
    members,
    text: countText(certain, members.length - certain),
    certain,
    harmed: members.reduce((sum, record) => sum + harmedIn(record), 0),
    newestAt: members.reduce((newest, { body }) => Math.max(newest, body.occurredAt), 0),
  };
}
