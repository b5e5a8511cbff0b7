import { afterEach, beforeEach, expect, it } from 'vitest';
import { openForWriting } from '../log-schema.ts';
import { makeDataFolder } from '../make-test-log.ts';
import { findKeyFrame, saveKeyFrameHead, saveKeyFramePart } from './key-frame-rows.ts';

let folder: ReturnType<typeof makeDataFolder>;
let db: ReturnType<typeof openForWriting>[0];

beforeEach(() => {
  folder = makeDataFolder();
  [db] = openForWriting(folder.path, true, 0);
});
afterEach(() => {
  db.close();
  folder.remove();
});

const partsBySequence = () =>
  db
    .prepare('SELECT facts_seq AS at, count(*) AS parts FROM key_frame_records GROUP BY facts_seq ORDER BY facts_seq')
    .all()
    .map((row) => [row['at'], row['parts']]);
const saveWhole = (sequence: number): void => {
  saveKeyFramePart(db, sequence, 0, '{}');
  saveKeyFramePart(db, sequence, 1, '{}');
  saveKeyFrameHead(db, { sequence, factsSequence: sequence, parts: 2, tracks: new Uint8Array() });
};

it('a key frame that was cut off leaves nothing behind once the next begins', () => {
  saveWhole(10);
  for (const cutOff of [20, 30]) {
    saveKeyFramePart(db, cutOff, 0, '{}');
    saveKeyFramePart(db, cutOff, 1, '{}');
  }
  expect(partsBySequence()).toEqual([
    [10, 2],
    [30, 2],
  ]);
  saveWhole(40);
  expect(partsBySequence()).toEqual([
    [10, 2],
    [40, 2],
  ]);
  expect(findKeyFrame(db, 39)?.sequence).toBe(10);
  expect(findKeyFrame(db, 40)?.sequence).toBe(40);
});
