import { timelineMarks } from '#shared/schema/timeline-marks.ts';
import type { ReplayHandle } from '../store/live-context.ts';
import { type ReplayView, replaySpeeds } from '../store/view/view-replay.ts';
import type { Command, CommandContext } from './command.ts';

/** How far back a replay begins, and how fast, when nothing else was said. */
const backMs = 60 * 60_000;
const firstSpeed = 60;
const stepMarks = timelineMarks.filter((mark) => mark !== 'feed-gap');

/** Going into the past, and everything a person does there by keys. */
export const replayCommands: readonly Command[] = [
  {
    id: 'replay.open',
    title: (t) => t('command.replay'),
    shortcuts: [{ key: 'y' }],
    isOn: ({ live }) => live.view.getState().replay !== undefined,
    run: switchReplay,
  },
  inReplay('replay.play', 'command.replayPlay', ' ', ({ live }) => togglePlaying(live.replay!)),
  inReplay('replay.previous', 'command.replayPrevious', ',', ({ live }) => stepBy(live.replay!, -1)),
  inReplay('replay.next', 'command.replayNext', '.', ({ live }) => stepBy(live.replay!, 1)),
  inReplay('replay.slower', 'command.replaySlower', '-', (context) => changeSpeed(context, -1)),
  inReplay('replay.faster', 'command.replayFaster', '+', (context) => changeSpeed(context, 1)),
  inReplay('replay.truth', 'command.replayTruth', 'x', (context) =>
    setTruth(context, replayOf(context)?.truth === 'happened' ? 'known' : 'happened'),
  ),
  inReplay('replay.split', 'command.replaySplit', 'z', (context) =>
    setTruth(context, replayOf(context)?.truth === 'both' ? 'happened' : 'both'),
  ),
];

type ReplayWords = `command.replay${'Play' | 'Previous' | 'Next' | 'Slower' | 'Faster' | 'Truth' | 'Split'}`;

function inReplay(id: string, title: ReplayWords, key: string, run: Command['run']): Command {
  return { id, title: (t) => t(title), shortcuts: [{ key }], isOffered: ({ live }) => live.replay !== undefined, run };
}

function replayOf({ live }: CommandContext): ReplayView | undefined {
  return live.view.getState().replay;
}

/** Into the past by an hour, or to a minute before the incident that is selected; and back. */
export function switchReplay({ live }: Pick<CommandContext, 'live'>): void {
  const { replay, selected, change } = live.view.getState();
  if (replay) {
    change({ replay: undefined });
    return;
  }
  const record = selected === undefined ? undefined : live.store.picture.records.get(selected);
  const now = live.clock.serverNow() ?? Date.now();
  const at = record?.kind === 'incident' ? record.body.occurredAt - 60_000 : now - backMs;
  change({ replay: { at, truth: 'happened', speed: firstSpeed, isPlaying: false } });
}

export function togglePlaying({ status, command }: ReplayHandle): void {
  command({ do: status()?.isPlaying ? 'pause' : 'play' });
}

/** To the next or previous thing that happened, not to where a feed fell silent. */
export function stepBy({ command }: ReplayHandle, direction: 1 | -1): void {
  command({ do: 'step', direction, marks: stepMarks });
}

function changeSpeed({ live }: CommandContext, step: 1 | -1): void {
  const speed = live.replay!.status()?.speed ?? firstSpeed;
  const at = replaySpeeds.findIndex((each) => each >= speed);
  const next = replaySpeeds[Math.min(replaySpeeds.length - 1, Math.max(0, at + step))]!;
  live.replay!.command({ do: 'speed', speed: next });
}

function setTruth(context: CommandContext, truth: ReplayView['truth']): void {
  const replay = replayOf(context);
  if (replay) context.live.view.getState().change({ replay: { ...replay, truth } });
}
