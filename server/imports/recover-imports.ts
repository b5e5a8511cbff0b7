import type { PictureRecord } from '#shared/picture/record.ts';
import { importActor } from '#shared/schema/imports/import.ts';
import { type ImportStore, listImports, recordImport } from './import-store.ts';
import { SequenceRanges } from './sequence-ranges.ts';

const chunkRows = 5_000;

/**
 * Imports that a kill cut off: each is put on record as failed, with all that it had added by then, which its actor
 * tells. Returns the ids of those whose undo was cut off, so that it can go on.
 */
export async function recoverImports(store: ImportStore): Promise<string[]> {
  const cutOff = listImports(store);
  for (const record of cutOff) if (record.body.status === 'running') await recordCutOff(store, record);
  return cutOff.filter(({ body }) => body.status === 'undoing').map(({ id }) => id);
}

async function recordCutOff(store: ImportStore, { id, actor, marking, sequence, body }: PictureRecord<'import'>) {
  const ranges = new SequenceRanges();
  let accepted = 0;
  const note = (row: number) => {
    ranges.add(row);
    accepted += 1;
  };
  for await (const { facts, fixes, fixSequences } of store.log.readTail(sequence, chunkRows)) {
    for (let row = 0; fixes && row < fixes.count; row++)
      if (store.log.descriptors[fixes.descriptor[row]!]!.actor === importActor(id)) note(fixSequences[row]!);
    for (const fact of facts) if (fact.actor === importActor(id)) note(fact.sequence);
  }
  await recordImport(
    store,
    { actor, marking },
    {
      ...body,
      status: 'failed',
      endedAt: store.now(),
      accepted,
      sequences: ranges.list(),
      problem: 'it was cut off: the program ended before the file did; loading the file again continues there',
    },
  );
}
