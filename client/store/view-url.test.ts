import { describe, expect, it } from 'vitest';
import { firstView, formatView, parseView, type View } from './view-url.ts';

describe('the view in the URL', () => {
  it('is empty for what everyone sees first', () => {
    expect(formatView(firstView)).toBe('');
    expect(parseView('')).toEqual(firstView);
  });

  it('comes back as it was', () => {
    const view: View = {
      camera: { latitude: 16.2717, longitude: -0.0447, zoom: 7.25 },
      hidden: ['incident.CRM', 'site'],
      selected: 'track/exercise-trackers/GAO-07',
      theme: 'night',
      language: 'ar',
      profile: 'vsat',
      open: ['list'],
      since: 'week',
      trail: 60,
    };
    expect(parseView(formatView(view))).toEqual(view);
  });

  it('keeps nothing hidden and nothing open apart from the first view', () => {
    const view: View = { ...firstView, hidden: [], open: [] };
    expect(parseView(formatView(view))).toEqual(view);
  });

  it('ignores what it does not understand and keeps names that are not its own', () => {
    expect(parseView('?theme=pink&language=xx&at=200,1,5&open=nothing,layers').open).toEqual(['layers']);
    expect(parseView('?theme=pink&at=north').theme).toBe('dark');
    expect(parseView('?at=95,1,5').camera).toBeUndefined();
    expect(formatView(firstView, 'room=wall')).toBe('room=wall');
  });
});
