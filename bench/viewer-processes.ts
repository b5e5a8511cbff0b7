import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ViewerTally } from './viewer-tally.ts';

export type ViewerCommand =
  | { kind: 'open'; port: number; audiences: string[] }
  | { kind: 'open-baseline'; port: number; viewers: number }
  | { kind: 'take' }
  | { kind: 'check'; on: boolean }
  | { kind: 'close' };

export type ViewerAnswer = { tallies: ViewerTally[] };

/** Viewers in processes of their own, so that decoding for hundreds of them does not stop the load. */
export class ViewerProcesses {
  readonly #children: ChildProcess[];

  constructor(processes: number) {
    const script = fileURLToPath(new URL('./viewer-process.ts', import.meta.url));
    this.#children = Array.from({ length: processes }, () => fork(script));
  }

  /** Viewers of these audiences, dealt out over the processes; resolves when each holds a complete picture. */
  async open(port: number, audiences: readonly string[]): Promise<void> {
    await this.#ask((at) => ({
      kind: 'open',
      port,
      audiences: audiences.filter((_, index) => index % this.#children.length === at),
    }));
  }

  /** As many viewers of the baseline, in equal parts. */
  async openBaseline(port: number, viewers: number): Promise<void> {
    await this.#ask(() => ({ kind: 'open-baseline', port, viewers: viewers / this.#children.length }));
  }

  /** What each viewer counted since it was last asked. */
  takeTallies(): Promise<ViewerTally[]> {
    return this.#ask(() => ({ kind: 'take' }));
  }

  /** From now on every viewer compares each hash that it is sent. */
  async startChecking(): Promise<void> {
    await this.#ask(() => ({ kind: 'check', on: true }));
  }

  async stopChecking(): Promise<void> {
    await this.#ask(() => ({ kind: 'check', on: false }));
  }

  async close(): Promise<void> {
    await this.#ask(() => ({ kind: 'close' }));
  }

  async #ask(commandFor: (process: number) => ViewerCommand): Promise<ViewerTally[]> {
    const answers = this.#children.map(async (child, at) => {
      const { promise, resolve, reject } = Promise.withResolvers<ViewerAnswer>();
      const ended = (code: number | null) => reject(new Error(`a viewer process ended with code ${code}`));
      child.once('message', (answer) => resolve(answer as ViewerAnswer));
      child.once('exit', ended);
      child.send(commandFor(at));
      const answer = await promise;
      child.off('exit', ended);
      return answer.tallies;
    });
    return (await Promise.all(answers)).flat();
  }
}
