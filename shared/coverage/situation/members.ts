import type {
  CoverFacility,
  CoverHelicopter,
  CoverInput,
  CoverVehicle,
  LandingSite,
} from '../../analysis/coverage/cover-input.ts';
import type { Escort, EscortArea } from '../../analysis/coverage/escort.ts';
import type { GroundField } from '../../analysis/ground/ground-field.ts';
import type { Position } from '../../geo/position.ts';

/** Why a member of a chain counts only as a maybe. */
export type Doubt =
  | 'expired'
  | 'stale-position'
  | 'state-unknown'
  | 'no-table-known'
  | 'doctor-unknown'
  | 'place-doubtful';

/** One thing that chains are made of, before the ground is looked at. `doubts` empty: known to be as it says. */
export type Member<T> = { readonly key: string; readonly position: Position; readonly doubts: readonly Doubt[] } & T;

export type FacilityMember = Member<Omit<CoverFacility, 'position' | 'ground'>>;
export type HelicopterMember = Member<Omit<CoverHelicopter, 'position'>>;
export type VehicleMember = Member<Omit<CoverVehicle, 'ground'>>;
export type EscortMember = Member<Omit<Escort, 'position'>>;
export type SiteMember = Member<Omit<LandingSite, 'position' | 'ground'>>;

export type Members = {
  readonly times: CoverInput['times'];
  readonly isCarriedByUnit: boolean;
  readonly facilities: readonly FacilityMember[];
  readonly helicopters: readonly HelicopterMember[];
  readonly vehicles: readonly VehicleMember[];
  readonly landingSites: readonly SiteMember[];
  readonly escorts: readonly EscortMember[];
  /** Where helicopters pick up only with an escort. */
  readonly escortAreas: readonly EscortArea[];
};

type MemberList = 'facilities' | 'helicopters' | 'vehicles' | 'landingSites' | 'escorts';

/** The members that count: all of them, or those that are known. Keys name them by their index in the input. */
export type Chosen = {
  readonly input: CoverInput;
  readonly keys: { readonly [List in MemberList]: readonly string[] };
};

export function chooseMembers(
  members: Members,
  fieldOf: (position: Position) => GroundField | undefined,
  { onlyKnown }: { onlyKnown: boolean },
): Chosen {
  const counts = ({ doubts }: { doubts: readonly Doubt[] }) => !onlyKnown || doubts.length === 0;
  const withGround = <T extends { position: Position }>(member: T) => ({ ...member, ground: fieldOf(member.position) });
  const facilities = members.facilities.filter(counts).map(withGround);
  const helicopters = members.helicopters.filter(counts);
  const isDriven = ({ hasTeam }: VehicleMember) => hasTeam || !members.isCarriedByUnit;
  // The way of an ambulance that has nothing to bring is asked for by nobody.
  const vehicles = members.vehicles
    .filter(counts)
    .map((member) => (isDriven(member) ? withGround(member) : { ...member, ground: undefined }));
  const landingSites = members.landingSites.filter(counts).map(withGround);
  const escorts = members.escorts.filter(counts);
  const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key);
  return {
    input: {
      times: members.times,
      isCarriedByUnit: members.isCarriedByUnit,
      facilities,
      helicopters,
      vehicles,
      landingSites,
      escort: members.escortAreas.length > 0 ? { escorts, areas: members.escortAreas } : undefined,
    },
    keys: {
      facilities: keysOf(facilities),
      helicopters: keysOf(helicopters),
      vehicles: keysOf(vehicles),
      landingSites: keysOf(landingSites),
      escorts: keysOf(escorts),
    },
  };
}

export function hasDoubts({ facilities, helicopters, vehicles, landingSites, escorts }: Members): boolean {
  return [facilities, helicopters, vehicles, landingSites, escorts].some((list) =>
    list.some(({ doubts }) => doubts.length > 0),
  );
}
