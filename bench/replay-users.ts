import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReplayRequest } from '#shared/protocol/upstream.ts';
import { openReplay, type ReplayUser } from './replay-user.ts';

type Wanted = Omit<ReplayRequest, 'session'>;
type Command = { kind: 'open'; port: number; wanted: Wanted[] } | { kind: 'take' };

/** People who replay, in a process of their own, so that what they decode does not stop the load. */
export class ReplayUsers {
  readonly #child: ChildProcess = fork(fileURLToPath(import.meta.url), ['users']);
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  open(wanted: Wanted[]): Promise<unknown> {
    return this.#ask({ kind: 'open', port: this.#port, wanted });
  }

  /** Frames that all of them were sent since they were last asked. */
  takeFrames(): Promise<{ frames: number }> {
    return this.#ask({ kind: 'take' });
  }

  close(): void {
    this.#child.kill();
  }

  #ask(command: Command): Promise<{ frames: number }> {
    const { promise, resolve } = Promise.withResolvers<{ frames: number }>();
    this.#child.once('message', (answer) => resolve(answer as { frames: number }));
    this.#child.send(command);
    return promise;
  }
}

/** The process itself. */
function serve(): void {
  const users: ReplayUser[] = [];
  process.on('message', async (command: Command) => {
    if (command.kind === 'open')
      for (const wanted of command.wanted) users.push(await openReplay(command.port, wanted));
    const frames = users.reduce((sum, { viewer }) => sum + viewer.takeTally().frames, 0);
    process.send!({ frames });
  });
  process.once('disconnect', () => process.exit(0));
}

if (process.argv[2] === 'users') serve();
