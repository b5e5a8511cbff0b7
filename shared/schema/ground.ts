import type { Position } from '../geo/position.ts';

/** What vehicles drive over, from the mission pack. Speeds of each class: `shared/parameters/medical.ts`. */

export const roadClasses = ['trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'track'] as const;
export type RoadClass = (typeof roadClasses)[number];
export const roadSurfaces = ['paved', 'unpaved'] as const;
export type RoadSurface = (typeof roadSurfaces)[number];

export type Road = {
  readonly roadId: string;
  readonly name?: string | undefined;
  readonly class: RoadClass;
  readonly surface: RoadSurface;
  readonly isBridge: boolean;
  readonly isOneWay: boolean;
  readonly line: readonly Position[];
};

export const groundCovers = ['bare', 'grass', 'shrub', 'crop', 'wood', 'wetland', 'water'] as const;
export type GroundCover = (typeof groundCovers)[number];

/** Rings of a polygon, outer first. */
export type CoverArea = { readonly cover: GroundCover; readonly rings: readonly (readonly Position[])[] };

/** Sides of the cells in which ground may be crossed. */
export const groundCellSizes = [250, 500, 1_000] as const;

export type Ground = {
  readonly roads: readonly Road[];
  readonly areas: readonly CoverArea[];
  /** Lines that no vehicle crosses but on a road. */
  readonly barriers: readonly (readonly Position[])[];
  /** `surveyed`: real roads. `schematic`: links between towns. `none`: distances are straight lines with a detour. */
  readonly detail: 'surveyed' | 'schematic' | 'none';
};

export const noGround: Ground = { roads: [], areas: [], barriers: [], detail: 'none' };
