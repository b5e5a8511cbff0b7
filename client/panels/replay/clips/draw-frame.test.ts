import { describe, expect, it } from 'vitest';
import { formatCaption } from './draw-frame.ts';

const at = Date.UTC(2026, 10, 27, 16, 13, 5);

describe('the caption of an image', () => {
  it('says marking, exercise, title, moment and truth', () => {
    const caption = { title: ' Ambush ', at, truth: 'As happened', marking: 'CONFIDENTIAL', exercise: 'EXERCISE' };
    expect(formatCaption(caption)).toEqual({
      above: 'CONFIDENTIAL · EXERCISE',
      below: 'Ambush · 2026-11-27 16:13:05Z · As happened',
    });
  });

  it('leaves out what there is not', () => {
    const caption = { title: '', at, truth: 'As known then', marking: 'UNCLASSIFIED', exercise: undefined };
    expect(formatCaption(caption)).toEqual({
      above: 'UNCLASSIFIED',
      below: '2026-11-27 16:13:05Z · As known then',
    });
  });
});
