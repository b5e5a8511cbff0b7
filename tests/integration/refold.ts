import { Picture } from '#shared/picture/picture.ts';
import { canSee, redact, type Viewer } from '../../server/access/viewer.ts';
import type { EventLog } from '../../server/log/event-log.ts';

/** The picture from the whole log, one row after the other from the first: slow, and nothing in it can go wrong. */
export async function refold(log: EventLog): Promise<Picture> {
  const picture = new Picture();
  let expected = 1;
  for await (const { fixes, fixSequences, facts, recordedAt } of log.readTail(0, 777)) {
    const steps = facts.map((fact) => ({ sequence: fact.sequence, fold: () => void picture.foldFact(fact) }));
    for (let row = 0; fixes && row < fixes.count; row++) {
      const sequence = fixSequences[row]!;
      const descriptor = log.descriptors[fixes.descriptor[row]!]!;
      const fix = { batch: fixes, row, descriptor, sequence, recordedAt };
      steps.push({ sequence, fold: () => void picture.foldFix(fix, []) });
    }
    steps.sort((a, b) => a.sequence - b.sequence);
    for (const { sequence, fold } of steps) {
      if (sequence !== expected++) throw new Error(`the log has ${sequence} where ${expected - 1} was due`);
      fold();
    }
  }
  if (expected - 1 !== log.sequence) throw new Error(`the log ends at ${expected - 1}, not at ${log.sequence}`);
  return picture;
}

/** What a viewer of these rights should hold, made from the whole picture without any of the stream's machinery. */
export function pictureFor(viewer: Viewer, whole: Picture): Picture {
  const own = new Picture();
  for (const record of whole.records.values()) {
    if (!canSee(viewer, record)) continue;
    const { slot } = own.put(redact(viewer, record)) as { slot?: number };
    if (slot !== undefined) own.tracks.copyRow(whole.tracks, whole.tracks.find(record.id)!, slot);
  }
  return own;
}
