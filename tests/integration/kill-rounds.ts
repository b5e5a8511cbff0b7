import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventLog } from '../../server/log/event-log.ts';
import { makeBatch, makeIncident, openTestLog } from '../../server/log/make-test-log.ts';
import { verifyLog } from '../../server/log/verify/verify-log.ts';
import type { LogChildOptions } from './log-child.ts';

/**
 * Rounds of: start a process that appends, SIGKILL it at a random moment, open the log again and compare it with what
 * the process had acknowledged. Some kills are timed from the start of the process, so that they fall into the opening itself.
 */

export type KillRoundsOptions = {
  rounds: number;
  seed: number;
  dataDir: string;
  /** Negative control: the log acknowledges too early, and reports must be lost. */
  acknowledgeBeforeCommit?: boolean;
};

export type KillRoundsResult = {
  rounds: number;
  acknowledged: number;
  /** Acknowledged, yet not in the log after the kill, or under another sequence. */
  lost: number;
  /** Stored or acknowledged twice under different sequences. */
  duplicated: number;
  /** Rounds after which the log did not verify, with the fault. */
  faults: string[];
  /** From opening the log after a kill until it has stored a new report. */
  slowestReopenMs: number;
};

/** A new folder after so many rounds, so that each check stays cheap and new folders are killed too. */
const roundsPerFolder = 7;
/** One round in so many is killed from its start on and not from its first acknowledgement on. */
const earlyKillEvery = 4;
const killAfterMs = { least: 50, most: 400 };

/** Sequence by key of everything acknowledged or read back in one folder. */
type Known = Map<string, number>;

export async function runKillRounds(options: KillRoundsOptions): Promise<KillRoundsResult> {
  const { rounds, seed, dataDir, acknowledgeBeforeCommit = false } = options;
  const random = makeRandom(seed);
  const result: KillRoundsResult = {
    rounds,
    acknowledged: 0,
    lost: 0,
    duplicated: 0,
    faults: [],
    slowestReopenMs: 0,
  };
  let known: Known = new Map();
  let from = 0;
  for (let round = 0; round < rounds; round++) {
    if (round % roundsPerFolder === 0) {
      known = new Map();
      from = 0;
    }
    const folder = join(dataDir, `log-${Math.floor(round / roundsPerFolder)}`);
    const delayMs = killAfterMs.least + random() * (killAfterMs.most - killAfterMs.least);
    const child = { dataDir: folder, round, from, acknowledgeBeforeCommit };
    const lines = await runUntilKilled(child, delayMs, round % earlyKillEvery === 3);
    const acknowledged = takeAcknowledged(lines, known, result);
    from = Math.max(from, ...lines.filter((line) => line.startsWith('batch ')).map((line) => Number(line.slice(6))));
    await checkLog(folder, round, acknowledged, known, result);
  }
  return result;
}

/** Lines printed before the kill; a last line that was cut short by it is left out. */
async function runUntilKilled(options: LogChildOptions, delayMs: number, fromStart: boolean): Promise<string[]> {
  const script = fileURLToPath(new URL('./log-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let text = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('ready ')) resolve();
    });
  });
  const ended = once(child.stdout, 'end');
  if (!fromStart) await Promise.race([ready, exited]);
  await sleep(delayMs);
  child.kill('SIGKILL');
  const [code, signal] = (await exited) as [number | null, string | null];
  await ended;
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself with ${code}`);
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
}

/** What this round acknowledged. The same report must always have been given the same sequence. */
function takeAcknowledged(lines: readonly string[], known: Known, result: KillRoundsResult): Known {
  const acknowledged: Known = new Map();
  for (const line of lines) {
    const [key, number] = line.split(' ') as [string, string];
    if (key === '' || key === 'ready' || key === 'batch') continue;
    const sequence = Number(number);
    const before = acknowledged.get(key) ?? known.get(key);
    if (before !== undefined && before !== sequence) result.duplicated++;
    acknowledged.set(key, sequence);
  }
  result.acknowledged += [...acknowledged.keys()].filter((key) => !known.has(key)).length;
  return acknowledged;
}

async function checkLog(
  dataDir: string,
  round: number,
  acknowledged: Known,
  known: Known,
  result: KillRoundsResult,
): Promise<void> {
  const startedAt = performance.now();
  const log = await openTestLog(dataDir, { now: Date.now });
  await log.append(makeBatch({ facts: [makeIncident(`parent-${round}`)] }));
  result.slowestReopenMs = Math.max(result.slowestReopenMs, performance.now() - startedAt);
  const stored = await readStored(log, result);
  await log.close();
  for (const [key, sequence] of [...known, ...acknowledged]) if (stored.get(key) !== sequence) result.lost++;
  known.clear();
  for (const [key, sequence] of stored) known.set(key, sequence);
  const verification = await verifyLog(dataDir);
  if (!verification.ok) result.faults.push(`round ${round}: ${verification.fault.name}: ${verification.fault.detail}`);
}

async function readStored(log: EventLog, result: KillRoundsResult): Promise<Known> {
  const stored: Known = new Map();
  const add = (key: string, sequence: number) => {
    if (stored.has(key)) result.duplicated++;
    stored.set(key, sequence);
  };
  for await (const { fixes, fixSequences, facts } of log.readTail(0, 10_000)) {
    fixSequences.forEach((sequence, row) => {
      add(`${log.descriptors[fixes!.descriptor[row]!]!.trackId}@${fixes!.observedAt[row]}`, sequence);
    });
    for (const fact of facts) add(fact.messageId, fact.sequence);
  }
  return stored;
}

/** Numbers in [0, 1), the same for the same seed. */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
