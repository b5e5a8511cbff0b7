import type { Picture } from '#shared/picture/picture.ts';

const rowBytes = 32;

/**
 * Where the tracks of a picture are, for a key frame: one row of 32 bytes for each given slot, in that order
 * (observedAt f64, longitude, latitude i32, course, speed, accuracy u16, altitude i16, freshness u8, padding).
 * Little-endian. What the tracks are is in the records that the key frame stands on.
 */
export function encodeTracks({ tracks }: Picture, slots: readonly number[]): Uint8Array {
  const rows = new Uint8Array(slots.length * rowBytes);
  const view = new DataView(rows.buffer);
  let at = 0;
  for (const slot of slots) {
    view.setFloat64(at, tracks.observedAt[slot]!, true);
    view.setInt32(at + 8, tracks.longitudeE6[slot]!, true);
    view.setInt32(at + 12, tracks.latitudeE6[slot]!, true);
    view.setUint16(at + 16, tracks.course[slot]!, true);
    view.setUint16(at + 18, tracks.speed[slot]!, true);
    view.setUint16(at + 20, tracks.accuracy[slot]!, true);
    view.setInt16(at + 22, tracks.altitude[slot]!, true);
    view.setUint8(at + 24, tracks.freshness[slot]!);
    at += rowBytes;
  }
  return rows;
}

/** Puts the rows of a key frame into the table of a picture that holds its records; `slots` in the order of encoding. */
export function decodeTracks(bytes: Uint8Array, { tracks }: Picture, slots: readonly number[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (const slot of slots) {
    tracks.observedAt[slot] = view.getFloat64(at, true);
    tracks.longitudeE6[slot] = view.getInt32(at + 8, true);
    tracks.latitudeE6[slot] = view.getInt32(at + 12, true);
    tracks.course[slot] = view.getUint16(at + 16, true);
    tracks.speed[slot] = view.getUint16(at + 18, true);
    tracks.accuracy[slot] = view.getUint16(at + 20, true);
    tracks.altitude[slot] = view.getInt16(at + 22, true);
    tracks.freshness[slot] = view.getUint8(at + 24);
    at += rowBytes;
  }
}
