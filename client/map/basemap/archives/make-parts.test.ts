import { describe, expect, it } from 'vitest';
import type { Archive } from '#shared/protocol/basemaps.ts';
import { palettes } from '../../../format/palette.ts';
import { makeParts } from './make-parts.ts';

const archive: Archive = {
  ...{ id: 'mali', file: 'mali.pmtiles', name: 'Mali', version: 'v1', bytes: 1, date: '2026-05-01', isDataDate: true },
  ...{ bounds: [-2, 14, 4, 18], minzoom: 0, maxzoom: 13, format: 'mvt', schema: 'protomaps', layers: ['event'] },
  ...{ attribution: '', licence: '' },
};
const partOf = async (changes: Partial<Archive>, theme: keyof typeof palettes = 'dark', hasWorld = true) => {
  const dress = { palette: palettes[theme], language: 'fr' as const, scale: 1.6, status: undefined };
  const options = { archive: { ...archive, ...changes }, opacity: 0.5, dress, origin: 'http://here', hasWorld };
  return (await makeParts([options]))[0]!;
};

describe('what an archive adds to the style', () => {
  it.each(['dark', 'daylight', 'night'] as const)(
    'is of Protomaps in our fonts and without icons, %s',
    async (theme) => {
      const { ground, names, sources } = await partOf({}, theme);
      const text = JSON.stringify([ground, names]);
      expect(names.length).toBeGreaterThan(5);
      expect(text).not.toMatch(/icon-|Noto Sans (Regular|Medium|Italic)|"type":"background"/);
      expect(text).toContain('name:fr');
      expect(text).toContain(palettes[theme].place);
      expect([...ground, ...names].every(({ id }) => id.startsWith('archive:mali:'))).toBe(true);
      expect(JSON.stringify(sources)).toContain('/api/v1/basemaps/mali/{z}/{x}/{y}?v=v1');
    },
  );

  it('leaves the boundaries of states to the default basemap while that is shown', async () => {
    const idsOf = async (hasWorld: boolean) => (await partOf({}, 'dark', hasWorld)).ground.map(({ id }) => id);
    expect(await idsOf(true)).not.toContain('archive:mali:boundaries_country');
    expect(await idsOf(false)).toContain('archive:mali:boundaries_country');
  });

  it('is areas, lines and points of an unknown schema, labelled with file and layers', async () => {
    const { ground, names } = await partOf({ schema: 'unknown' });
    expect(ground.map(({ type }) => type)).toEqual(['fill', 'line', 'circle']);
    expect(JSON.stringify(names)).toContain('mali.pmtiles · event');
  });

  it('is a dimmed picture, red at night, or relief with the encoding of its heights', async () => {
    const day = await partOf({ schema: 'raster', format: 'png' }, 'daylight');
    const night = await partOf({ schema: 'raster', format: 'png' }, 'night');
    expect(day.ground.map(({ type }) => type)).toEqual(['raster']);
    expect(night.ground.map(({ type }) => type)).toEqual(['raster', 'fill']);
    const relief = await partOf({ schema: 'terrain', format: 'png', encoding: 'mapbox' });
    expect(Object.values(relief.sources)).toMatchObject([{ type: 'raster-dem', encoding: 'mapbox' }]);
  });
});
