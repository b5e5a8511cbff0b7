/** What one viewer counted since it was last asked. */
export type ViewerTally = {
  /** Positions applied, and bytes of all WebSocket messages received. */
  updates: number;
  bytes: number;
  snapshots: number;
  frames: number;
  /** The moment of the newest frame. */
  shownAt: number;
  checked: number;
  mismatched: number;
  /** Milliseconds from the observed time of a watched position to its being applied here. */
  latencies: number[];
};

export function newTally(): ViewerTally {
  return { updates: 0, bytes: 0, snapshots: 0, frames: 0, shownAt: 0, checked: 0, mismatched: 0, latencies: [] };
}
