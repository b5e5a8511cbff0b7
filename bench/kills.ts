import type { Benchmark } from './benchmark.ts';
import { atLeast, atMost, medianOf, percentileOf } from './figure.ts';
import { runHttpKillRounds } from './kill-rounds-http.ts';

const goals = { rounds: 300, restartMs: 2_000 };
const quickRounds = 15;
const seed = 2518;

/** Kills the server at random moments under load; what it acknowledged must be there, once, when it is back. */
export const measureKills: Benchmark = async ({ isQuick, say }) => {
  const control = await runHttpKillRounds({ rounds: 3, seed, acknowledgeBeforeCommit: true });
  say(`negative control, answering before the commit: ${control.lost} of ${control.acknowledged} lost`);
  const tally = await runHttpKillRounds({ rounds: isQuick ? quickRounds : goals.rounds, seed, say });
  const [p95, p99] = [0.95, 0.99].map((share) => percentileOf(tally.restartMs, share).toFixed(0));
  say(`accepting again: 95 of 100 within ${p95} ms, 99 within ${p99} ms`);
  if (tally.fault) say(`the log is damaged: ${tally.fault}`);
  return {
    kills: atLeast(isQuick ? quickRounds : goals.rounds, 'kills', tally.rounds),
    acknowledgedReportsLost: atMost(0, 'reports', tally.lost),
    damagedLogs: atMost(0, 'logs', tally.fault ? 1 : 0),
    acceptingAgainAfter: atMost(goals.restartMs, 'ms', percentileOf(tally.restartMs, 1)),
    acceptingAgainMedian: atMost(goals.restartMs, 'ms', medianOf(tally.restartMs)),
    lostInNegativeControl: atLeast(1, 'reports', control.lost),
  };
};
