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

  /** Frames that all of them were sent since they were last asked, and how many the one who was sent fewest. */
  takeFrames(): Promise<{ frames: number; least: number }> {
    return this.#ask({ kind: 'take' });
  }

  close(): void {
    this.#child.kill();
  }

  #ask(command: Command): Promise<{ frames: number; least: number }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ frames: number; least: number }>();
    const end = (code: number | null) => reject(new Error(`the process of those who replay ended: ${code}`));
    this.#child.once('exit', end);
    this.#child.once('message', (answer) => {
      this.#child.off('exit', end);
      resolve(answer as { frames: number; least: number });
    });
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
    const counts = users.map(({ viewer }) => viewer.takeTally().frames);
    process.send!({ frames: counts.reduce((sum, count) => sum + count, 0), least: Math.min(...counts) });
  });
  process.once('disconnect', () => process.exit(0));
}

if (process.argv[2] === 'users') serve();
