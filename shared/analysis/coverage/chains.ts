/**
 * Some of the chains of an input, by the members they are made of: those of `helicopters` to `facilities` by way of
 * `landingSites`, and with `arrivals` also the teams that come by helicopter and stay. All as indices into the input.
 */
export type AirChains = {
  readonly helicopters: readonly number[];
  readonly facilities: readonly number[];
  readonly landingSites: readonly number[];
  readonly arrivals: boolean;
};

export function allAirChains(input: {
  helicopters: readonly unknown[];
  facilities: readonly unknown[];
  landingSites: readonly unknown[];
}): AirChains {
  const { helicopters, facilities, landingSites } = input;
  return {
    helicopters: [...helicopters.keys()],
    facilities: [...facilities.keys()],
    landingSites: [...landingSites.keys()],
    arrivals: true,
  };
}
