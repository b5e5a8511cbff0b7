import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';

const rowBytes = 32;

/**
 * All tracks of a picture as bytes, for a key frame: u32 length of the JSON of their records, the JSON, then one row of
 * 32 bytes a track in the same order (observedAt f64, longitude, latitude i32, course, speed, accuracy u16, altitude
 * i16, freshness u8, padding). Little-endian.
 */
export function encodeTracks(picture: Picture): Uint8Array {
  const { tracks, records } = picture;
  const kept: PictureRecord[] = [];
  const rows = new Uint8Array(tracks.size * rowBytes);
  const view = new DataView(rows.buffer);
  for (let slot = 0; slot < tracks.length; slot++) {
    const record = tracks.names[slot] ? records.get(`track/${tracks.names[slot]}`) : undefined;
    if (!record) continue;
    const at = kept.length * rowBytes;
    kept.push(record);
    view.setFloat64(at, tracks.observedAt[slot]!, true);
    view.setInt32(at + 8, tracks.longitudeE6[slot]!, true);
    view.setInt32(at + 12, tracks.latitudeE6[slot]!, true);
    view.setUint16(at + 16, tracks.course[slot]!, true);
    view.setUint16(at + 18, tracks.speed[slot]!, true);
    view.setUint16(at + 20, tracks.accuracy[slot]!, true);
    view.setInt16(at + 22, tracks.altitude[slot]!, true);
    view.setUint8(at + 24, tracks.freshness[slot]!);
  }
  const json = new TextEncoder().encode(JSON.stringify(kept));
  const bytes = new Uint8Array(4 + json.length + rows.length);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  bytes.set(rows, 4 + json.length);
  return bytes;
}

/** Puts the tracks of a key frame into a picture that has none. */
export function decodeTracks(bytes: Uint8Array, picture: Picture): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const jsonLength = view.getUint32(0, true);
  const records = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + jsonLength))) as PictureRecord[];
  const tracks: TrackTable = picture.tracks;
  records.forEach((record, index) => {
    const change = picture.put(record);
    const slot = change.slot!;
    const at = 4 + jsonLength + index * rowBytes;
    tracks.observedAt[slot] = view.getFloat64(at, true);
    tracks.longitudeE6[slot] = view.getInt32(at + 8, true);
    tracks.latitudeE6[slot] = view.getInt32(at + 12, true);
    tracks.course[slot] = view.getUint16(at + 16, true);
    tracks.speed[slot] = view.getUint16(at + 18, true);
    tracks.accuracy[slot] = view.getUint16(at + 20, true);
    tracks.altitude[slot] = view.getInt16(at + 22, true);
    tracks.freshness[slot] = view.getUint8(at + 24);
  });
}
