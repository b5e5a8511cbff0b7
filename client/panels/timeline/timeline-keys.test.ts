import { describe, expect, it } from 'vitest';
import { findLimits } from './time-window.ts';
import { findKeyAction } from './timeline-keys.ts';

const extent = { from: 0, to: 1_000_000 };
const window = { from: 400_000, to: 500_000 };
const place = { at: 450_000, window, extent, range: undefined };
const none = { code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const press = (key: string, more = {}) => findKeyAction({ ...none, key, ...more }, place);

describe('keys of the timeline', () => {
  it('move the moment by parts of the window', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'seek', at: 451_000 });
    expect(press('ArrowLeft', { shiftKey: true })).toEqual({ kind: 'seek', at: 440_000 });
    expect(press('PageDown')).toEqual({ kind: 'seek', at: 550_000 });
    expect(press('PageUp')).toEqual({ kind: 'seek', at: 350_000 });
  });

  it('go to the ends of the record and not beyond', () => {
    expect([press('Home'), press('End')]).toEqual([
      { kind: 'seek', at: 0 },
      { kind: 'seek', at: 1_000_000 },
    ]);
    expect(findKeyAction({ ...none, key: 'PageDown' }, { ...place, at: 990_000 })).toEqual({
      kind: 'seek',
      at: 1_000_000,
    });
  });

  it('zoom about the moment, and show the whole record', () => {
    expect(press('+')).toEqual({ kind: 'window', window: { from: 425_000, to: 475_000 } });
    expect(press('-')).toEqual({ kind: 'window', window: { from: 350_000, to: 550_000 } });
    expect(press('0')).toEqual({ kind: 'window', window: findLimits(extent) });
  });

  it('set and clear the range', () => {
    expect(press('[')).toEqual({ kind: 'range', range: { from: 450_000, to: 1_000_000 } });
    expect(press(']')).toEqual({ kind: 'range', range: { from: 0, to: 450_000 } });
    expect(press('\\')).toEqual({ kind: 'range', range: undefined });
  });

  it('work on keyboards that have the signs elsewhere', () => {
    expect(press('[', { ctrlKey: true, altKey: true })).toMatchObject({ kind: 'range' });
    expect(press('ج', { code: 'BracketLeft' })).toMatchObject({ kind: 'range', range: { from: 450_000 } });
    expect(press('à', { code: 'Digit0' })).toMatchObject({ kind: 'window' });
  });

  it('leave to the browser and to the room what is theirs', () => {
    expect(press('ArrowLeft', { altKey: true })).toBeUndefined();
    expect(press('0', { ctrlKey: true })).toBeUndefined();
    expect(press('-', { metaKey: true })).toBeUndefined();
    expect([press(' '), press('Escape'), press('l')]).toEqual([undefined, undefined, undefined]);
  });
});
