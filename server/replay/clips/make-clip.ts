import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { type ClipManifest, type ClipTruth, clipBounds, clipExtension } from '#shared/protocol/clips.ts';
import { type Truth, truths } from '#shared/replay/moment.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { LogHistory } from '../../log/history/open-log-history.ts';
import { ExcerptWriter } from './excerpt/write-excerpt.ts';
import { MarkingTally } from './marking-tally.ts';
import { formatReadme } from './package/clip-readme.ts';
import { excerptNames, manifestName, readmeName } from './package/package-format.ts';
import { PackageWriter } from './package/package-writer.ts';
import { Slices } from './slices.ts';

export type ClipOrder = {
  history: LogHistory;
  descriptors: readonly TrackDescriptor[];
  mission: Pick<Mission, 'missionId' | 'name' | 'isExercise'>;
  epoch: string;
  product: string;
  viewer: Viewer;
  from: number;
  to: number;
  truth: ClipTruth;
  now: number;
  /** Where it is put; what is refused or given up leaves nothing there but what the caller removes. */
  path: string;
  signal: AbortSignal;
  bounds?: { changes: number; fixes: number; unpackedBytes: number; packedBytes: number };
};

export type MadeClip = { name: string; sizeBytes: number; manifest: ClipManifest };

const iso = (at: number) => new Date(at).toISOString();

/** A span of the record, as this viewer may see it, into a file. Gives the thread up between slices of a few milliseconds. */
export async function makeClip(order: ClipOrder): Promise<Parsed<MadeClip>> {
  const { from, to, now, mission, epoch, product, bounds = clipBounds } = order;
  const tally = new MarkingTally();
  const slices = new Slices(order.signal);
  const writer = new PackageWriter(now);
  const file = createWriteStream(order.path, { flags: 'wx' });
  const done = finished(file);
  done.catch(() => {});
  const write = async (text: string): Promise<void> => {
    for (const _ of writer.write(text)) await slices.turn();
    for (const bytes of writer.take()) if (!file.write(bytes)) await once(file, 'drain', { signal: order.signal });
  };
  const chosen: Truth[] = truths.filter((truth) => order.truth === 'both' || order.truth === truth);
  const counts: ClipManifest['counts'] = {};
  const files: ClipManifest['files'] = {};
  const put = async (name: string, text: string): Promise<void> => {
    writer.begin(name);
    await write(text);
    files[name] = writer.end();
  };
  try {
    let [changes, fixes, unpacked] = [0, 0, 0];
    for (const truth of chosen) {
      const excerpt = new ExcerptWriter({ ...order, truth, by: now, slices, tally });
      writer.begin(excerptNames[truth]);
      for await (const piece of excerpt.pieces()) {
        unpacked += Buffer.byteLength(piece);
        if (unpacked > bounds.unpackedBytes)
          return tooLarge(`${bounds.unpackedBytes / 1024 ** 2} MiB of record`, chosen);
        const { counts: written } = excerpt;
        if (changes + written.records + written.facts > bounds.changes)
          return tooLarge(`${bounds.changes} records and changes of them`, chosen);
        if (fixes + written.fixes > bounds.fixes) return tooLarge(`${bounds.fixes} positions`, chosen);
        await write(piece);
        if (writer.sizeBytes > bounds.packedBytes) return tooLarge(`${bounds.packedBytes / 1024 ** 2} MiB`, chosen);
      }
      changes += excerpt.counts.records + excerpt.counts.facts;
      fixes += excerpt.counts.fixes;
      files[excerptNames[truth]] = writer.end();
      counts[truth] = excerpt.counts;
    }
    const about: Omit<ClipManifest, 'files'> = {
      ...{ format: 'vedette-clip', version: 1, madeAt: iso(now), product, epoch },
      ...{ mission: { missionId: mission.missionId, name: mission.name }, isExercise: mission.isExercise },
      ...{ from: iso(from), to: iso(to), by: iso(now), truths: chosen, marking: tally.combined(), counts },
    };
    await put(readmeName, formatReadme(about));
    const manifest: ClipManifest = { ...about, files: { ...files } };
    await put(manifestName, `${JSON.stringify(manifest, undefined, 2)}\n`);
    writer.finish();
    for (const bytes of writer.take()) file.write(bytes);
    file.end();
    await done;
    return { ok: true, value: { name: nameOf(manifest, from), sizeBytes: writer.sizeBytes, manifest } };
  } finally {
    file.destroy();
  }
}

function tooLarge(bound: string, { length }: readonly Truth[]): Parsed<never> {
  const instead = length > 1 ? 'a shorter part, or one of the two truths' : 'a shorter part';
  return refuse('too-large', `a clip holds at most ${bound}: choose ${instead}`);
}

/** `UNMIX-20261127T1613Z-CONFIDENTIAL.vedette-clip` */
function nameOf({ mission, marking }: ClipManifest, from: number): string {
  const place = mission.missionId.replaceAll(/[^A-Za-z0-9]+/g, '-').toUpperCase();
  const time = `${iso(from).slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  return `${place}-${time}-${marking.classification.toUpperCase()}${clipExtension}`;
}
