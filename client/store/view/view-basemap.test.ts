import { describe, expect, it } from 'vitest';
import { fadeBasemap, firstBasemap, formatBasemap, moveBasemap, parseBasemap, toggleBasemap } from './view-basemap.ts';
import { firstView, formatView, parseView } from './view-url.ts';

describe('the chosen basemaps', () => {
  it('are in the address of the view, unless it is the default alone', () => {
    expect(formatView(firstView)).not.toContain('base');
    const basemap = [...firstBasemap, { id: 'mali', opacity: 60 }, { id: 'relief', opacity: 100 }];
    const query = formatView({ ...firstView, basemap });
    expect(query).toContain('base=world,mali:60,relief');
    expect(parseView(query).basemap).toEqual(basemap);
    expect(parseView(formatView({ ...firstView, basemap: [] })).basemap).toEqual([]);
    expect(parseView('').basemap).toEqual(firstBasemap);
  });

  it('leave out what is no id and bring an opacity into its limits', () => {
    expect(parseBasemap('../../x,,mali:5,mali:999,-a,<b>')).toEqual([{ id: 'mali', opacity: 100 }]);
    expect(parseBasemap('mali:5')).toEqual([{ id: 'mali', opacity: 20 }]);
    expect(parseBasemap(null)).toBeUndefined();
  });

  it('lie on top when switched on, the world at the bottom, and change places above it', () => {
    const two = toggleBasemap(toggleBasemap(firstBasemap, 'mali'), 'relief');
    expect(formatBasemap(two)).toBe('world,mali,relief');
    expect(formatBasemap(moveBasemap(two, 'mali', 1))).toBe('world,relief,mali');
    expect(moveBasemap(two, 'mali', -1)).toBe(two);
    expect(moveBasemap(two, 'relief', 1)).toBe(two);
    expect(formatBasemap(toggleBasemap(toggleBasemap(two, 'world'), 'world'))).toBe('world,mali,relief');
    expect(formatBasemap(fadeBasemap(two, 'mali', 40))).toBe('world,mali:40,relief');
  });
});
