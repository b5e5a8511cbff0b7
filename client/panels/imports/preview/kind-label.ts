/** Positions are of tracks; every other kind is called what it is called on the map. */
export function kindLabel(kind: string): 'kind.track' {
  return `kind.${kind === 'position' ? 'track' : kind}` as 'kind.track';
}
