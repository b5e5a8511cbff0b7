import type { PictureRecord } from '#shared/picture/record.ts';
import { openBaselineViewer } from './baseline-viewer.ts';
import { type BenchViewer, openViewer } from './viewer.ts';
import type { ViewerAnswer, ViewerCommand } from './viewer-processes.ts';

/** Many viewers in one process. In: commands of the parent, one at a time. Out: one answer each. */

const viewers: BenchViewer[] = [];
/** One object for records that are equal; each audience has its own, because fields may be withheld. */
const records = new Map<string, PictureRecord>();

process.on('message', async (command: ViewerCommand) => {
  if (command.kind === 'open') await open(command.url, command.audiences);
  if (command.kind === 'open-baseline') await openBaseline(command.url, command.viewers);
  if (command.kind === 'start-checking') for (const viewer of viewers) viewer.startChecking();
  if (command.kind === 'close') for (const viewer of viewers) viewer.close();
  const tallies = command.kind === 'take' ? viewers.map((viewer) => viewer.takeTally()) : [];
  process.send!({ tallies } satisfies ViewerAnswer);
  if (command.kind === 'close') process.disconnect();
});

/** One after the other, so that the first of an audience brings the records that the others share. */
async function open(url: string, audiences: readonly string[]): Promise<void> {
  for (const audience of audiences) {
    await new Promise<void>((onComplete) => {
      viewers.push(openViewer({ url, audience, keep: (record) => keep(audience, record), onComplete }));
    });
  }
}

async function openBaseline(url: string, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened++) {
    await new Promise<void>((onComplete) => {
      viewers.push(openBaselineViewer({ url, onComplete }));
    });
  }
}

function keep(audience: string, record: PictureRecord): PictureRecord {
  const key = `${audience} ${record.key}`;
  const kept = records.get(key);
  if (kept?.sequence === record.sequence && kept.version === record.version) return kept;
  records.set(key, record);
  return record;
}
