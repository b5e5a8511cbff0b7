import type { CoverTier } from '../schema/medical/cover.ts';

const unknownTier: CoverTier = { state: 'unknown', legs: [] };

/** Of a patrol of whose cover nobody knows anything: never met. */
export const unknownCover = { team: unknownTier, surgery: unknownTier } as const;
