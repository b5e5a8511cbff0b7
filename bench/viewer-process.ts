import { openBaselineViewer } from './baseline-viewer.ts';
import { type BenchViewer, openViewer, parseMessage } from './viewer.ts';
import type { ViewerAnswer, ViewerCommand } from './viewer-processes.ts';

/** Many viewers in one process. In: commands of the parent, one at a time. Out: one answer each. */

const viewers: BenchViewer[] = [];
/** Long messages by their text: viewers of one audience are sent the same snapshot, and share its records here. */
const parsed = new Map<string, ReturnType<typeof parseMessage>>();
const longMessage = 10_000;

process.on('message', async (command: ViewerCommand) => {
  const { kind } = command;
  if (kind === 'open') for (const audience of command.audiences) await open({ port: command.port, audience });
  if (kind === 'open-baseline')
    for (let opened = 0; opened < command.viewers; opened++) await openBaseline(command.port);
  if (kind === 'check') for (const viewer of viewers) viewer.setChecking(command.on);
  if (kind === 'close') for (const viewer of viewers) viewer.close();
  const tallies = kind === 'take' ? viewers.map((viewer) => viewer.takeTally()) : [];
  const answer: ViewerAnswer = { tallies };
  process.send!(answer);
  if (kind === 'close') process.disconnect!();
});

/** One after the other, so that the first of an audience brings the records that the others share. */
function open(place: { port: number; audience: string }): Promise<void> {
  return new Promise((onComplete) => {
    viewers.push(openViewer({ ...place, parse, onComplete }));
  });
}

function openBaseline(port: number): Promise<void> {
  return new Promise((onComplete) => {
    viewers.push(openBaselineViewer({ port, onComplete }));
  });
}

function parse(text: string): ReturnType<typeof parseMessage> {
  if (text.length < longMessage) return parseMessage(text);
  let message = parsed.get(text);
  if (!message) {
    message = parseMessage(text);
    parsed.set(text, message);
  }
  return message;
}
