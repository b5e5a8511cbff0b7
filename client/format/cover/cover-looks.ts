import type { CoverClass } from '#shared/coverage/cover-classes.ts';
import type { ColourName } from '../palette.ts';

/** What tells a class without its colour. */
export type CoverPattern = 'plain' | 'rising' | 'level' | 'crossed' | 'dotted' | 'dense-dots' | 'dense-lines';
export type CoverLook = {
  readonly colour: ColourName;
  readonly pattern: CoverPattern;
  readonly fill: number;
  readonly mark: number;
};

/** How each class of medical cover is drawn, on the map and in its legend: opacity of the ground and of the marks on it. */
export const coverLooks: Record<CoverClass, CoverLook & { pattern: Exclude<CoverPattern, `dense-${string}`> }> = {
  covered: { colour: 'good', pattern: 'plain', fill: 0.13, mark: 0 },
  'surgery-late': { colour: 'warning', pattern: 'rising', fill: 0.07, mark: 0.32 },
  'team-late': { colour: 'warning', pattern: 'level', fill: 0.07, mark: 0.32 },
  uncovered: { colour: 'critical', pattern: 'crossed', fill: 0, mark: 0.16 },
  unknown: { colour: 'dim', pattern: 'dotted', fill: 0.05, mark: 0.42 },
};

/** What a what-if gains and loses against what is. */
export const changeLooks: Record<'gained' | 'lost', CoverLook> = {
  gained: { colour: 'good', pattern: 'dense-dots', fill: 0.3, mark: 0.65 },
  lost: { colour: 'critical', pattern: 'dense-lines', fill: 0.26, mark: 0.6 },
};

/** Each pattern as a path over a swatch of 36 × 18 pixels; the sizes of `map/layers/coverage-layer.ts`. */
export const coverPatternPaths: Record<Exclude<CoverPattern, `dense-${string}`>, string> = {
  plain: '',
  rising: 'M-8 18L10 0M2 18L20 0M12 18L30 0M22 18L40 0M32 18L50 0',
  level: 'M0 3H36M0 11H36',
  crossed: 'M-9 18L9 0M9 18L27 0M27 18L45 0M-9 0L9 18M9 0L27 18M27 0L45 18',
  dotted:
    'M4.500 4.500h.01M13.500 4.500h.01M22.500 4.500h.01M31.500 4.500h.01M4.500 13.500h.01M13.500 13.500h.01M22.500 13.500h.01M31.500 13.500h.01',
};
