import { describe, expect, it } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { type EventLog, type KeyFrame, NotRecording } from '../log/event-log.ts';
import { KeyFrameWriter } from './key-frame-writer.ts';
import type { LivePicture } from './live-picture.ts';

/** A log that keeps key frames in memory and may refuse them, as a full disk does. */
class Shelf {
  readonly kept: KeyFrame[] = [];
  refuses = false;
  attempts = 0;

  readonly log = {
    saveKeyFrame: async (keyFrame: KeyFrame): Promise<void> => {
      this.attempts++;
      if (this.refuses) throw new NotRecording('full');
      this.kept.push(keyFrame);
    },
  } as unknown as EventLog;
}

function livePicture() {
  const picture = new Picture();
  picture.put({ key: 'site/a', kind: 'site', id: 'a', body: { name: 'A' } } as unknown as PictureRecord);
  picture.sequence = 1;
  return { picture, fixesFolded: 0, factsFolded: 1, recordChanges: 1 };
}

describe('the key frame writer', () => {
  it('writes records once and only refers to them while none of them changed', async () => {
    const [shelf, live] = [new Shelf(), livePicture()];
    const writer = new KeyFrameWriter(live as unknown as LivePicture, shelf.log);
    await writer.write();
    live.picture.sequence = 9;
    await writer.write();
    live.recordChanges++;
    live.picture.sequence = 12;
    await writer.write();
    expect(
      shelf.kept.map(({ sequence, factsSequence, records }) => [sequence, factsSequence, records?.length]),
    ).toEqual([
      [1, 1, 1],
      [9, 1, undefined],
      [12, 12, 1],
    ]);
  });

  it('never refers to records that could not be written', async () => {
    const [shelf, live] = [new Shelf(), livePicture()];
    const writer = new KeyFrameWriter(live as unknown as LivePicture, shelf.log);
    shelf.refuses = true;
    await expect(writer.write()).rejects.toThrow('full');
    shelf.refuses = false;
    live.picture.sequence = 5;
    await writer.write();
    expect(shelf.kept.map(({ factsSequence, records }) => [factsSequence, records?.length])).toEqual([[5, 1]]);
  });

  it('lets a refused key frame pass without ending the process, and tries again later', async () => {
    const [shelf, live] = [new Shelf(), livePicture()];
    const writer = new KeyFrameWriter(live as unknown as LivePicture, shelf.log);
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    shelf.refuses = true;
    live.fixesFolded = 45_000;
    writer.afterCommit();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect([shelf.attempts, unhandled]).toEqual([1, []]);
    shelf.refuses = false;
    live.fixesFolded = 90_000;
    writer.afterCommit();
    await writer.write();
    expect(shelf.kept.length).toBeGreaterThan(0);
  });
});
