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
      basemap: [{ id: 'mali', opacity: 60 }],
      theme: 'night',
      language: 'ar',
      profile: 'vsat',
      open: ['list'],
      since: 'week',
      trail: 60,
      replay: { at: Date.UTC(2026, 10, 12, 6, 10, 31), truth: 'both', speed: 600, isPlaying: false },
      suppose: '[{"kind":"light","light":"night"}]',
      follow: 'track/exercise-trackers/GAO-08',
      mark: { reference: '30QZD 16385 01092', name: 'Gao; rive ~ gauche' },
      measure: [
        [-0.0447, 16.2717],
        [0.5, 17.25],
      ],
      rings: { around: 'track/exercise-trackers/GAO-07', stepMetres: 10_000 },
      area: [
        [-0.5, 16],
        [0.25, 16],
        [0, 17.12345],
      ],
    };
    expect(parseView(formatView(view))).toEqual(view);
    const rings = { around: [-0.0447, 16.2717] as const, stepMetres: 500 };
    const measuring: View = { ...firstView, measure: [], rings, mark: { reference: '16.27, -0.04' } };
    expect(parseView(formatView(measuring))).toEqual(measuring);
  });

  it('keeps nothing hidden and nothing open apart from the first view', () => {
    const view: View = { ...firstView, hidden: [], open: [] };
    expect(parseView(formatView(view))).toEqual(view);
  });

  it('ignores what it does not understand and keeps names that are not its own', () => {
    expect(parseView('?theme=pink&language=xx&at=200,1,5&open=nothing,layers').open).toEqual(['layers']);
    expect(parseView('?theme=pink&at=north').theme).toBe('dark');
    expect(parseView('?at=95,1,5').camera).toBeUndefined();
    expect(parseView('?rings=a@7&mark=&measure=north;95,1&follow=&area=')).toEqual({
      ...firstView,
      measure: [],
      area: [],
    });
    expect(formatView(firstView, 'room=wall')).toBe('room=wall');
  });
});
