import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReportResult, ReportsAnswer } from '#shared/protocol/http.ts';
import { verifyLog } from '../server/log/verify/verify-log.ts';
import { HttpConnection } from './http-connection.ts';
import { mulberry32 } from './moving-tracks.ts';
import { withRunFolder } from './run-folder.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

export type KillRoundsOptions = {
  rounds: number;
  /** Decides when each round is cut off. */
  seed: number;
  /** Negative control: the server answers before it commits, and kills must then lose what was acknowledged. */
  acknowledgeBeforeCommit?: boolean;
  say?: (line: string) => void;
};

export type KillTally = {
  rounds: number;
  /** Reports that were acknowledged and looked for after the kill. */
  acknowledged: number;
  /** Of these, how many were not there any more, or under another sequence. */
  lost: number;
  /** Milliseconds from starting each process until it answered a report. */
  restartMs: number[];
  /** What `verifyLog` finds wrong with the log after the last round. */
  fault: string | undefined;
};

/** One request and the sequences it was told; none when the kill came first. */
type Post = { body: string; sequences: number[] | undefined };

const connectionCount = 6;
const reportsPerPost = 5;
/** As many trackers as a large mission has, each heard again and again. */
const trackCount = 2_000;
/** One post in so many brings a new incident beside its positions. */
const postsPerIncident = 20;
const killAfterMs = { least: 50, most: 1_000 };

/**
 * Whole servers, killed at any moment while several senders post to them over HTTP. After each restart every post of
 * the round is sent again, as a sender does that was cut off: what had been acknowledged must be a duplicate with the
 * same sequence. Facts and positions are mixed.
 */
export async function runHttpKillRounds(options: KillRoundsOptions): Promise<KillTally> {
  const { rounds, seed, acknowledgeBeforeCommit = false, say } = options;
  const random = mulberry32(seed);
  const tally: KillTally = { rounds, acknowledged: 0, lost: 0, restartMs: [], fault: undefined };
  return withRunFolder(async (dataDir) => {
    let posts: Post[] = [];
    for (let round = 0; round <= rounds; round++) {
      const startedAt = performance.now();
      const server = await startServerProcess(dataDir, { acknowledgeBeforeCommit });
      await resend(server, posts, tally, startedAt);
      if (round === rounds) await server.stop();
      else posts = await postUntilKilled(server, round, drawDelay(random()));
      if (round % 25 === 24) say?.(`${round + 1} kills: ${tally.acknowledged} acknowledged, ${tally.lost} lost`);
    }
    const verification = await verifyLog(dataDir);
    if (!verification.ok) tally.fault = `${verification.fault.name}: ${verification.fault.detail}`;
    return tally;
  });
}

/** Most kills come early, while the process is still settling; some late enough to fall into a key frame. */
function drawDelay(share: number): number {
  return killAfterMs.least * (killAfterMs.most / killAfterMs.least) ** share;
}

/** Several senders, each posting as soon as it was answered, until the server is gone. */
async function postUntilKilled(server: ServerProcess, round: number, killAfterMs: number): Promise<Post[]> {
  const posts: Post[] = [];
  let isKilled = false;
  const send = async (): Promise<void> => {
    const connection = new HttpConnection(server.port, '/api/v1/reports');
    for (;;) {
      const post: Post = { body: makeBody(round, posts.length), sequences: undefined };
      posts.push(post);
      try {
        post.sequences = sequencesOf(await connection.post(post.body));
      } catch (error) {
        if (isKilled) return;
        throw error;
      }
    }
  };
  const sending = Promise.all(Array.from({ length: connectionCount }, send));
  await Promise.race([wait(killAfterMs), sending]);
  isKilled = true;
  await server.kill();
  await sending;
  return posts;
}

let lastObservedAt = 0;

async function resend(
  server: ServerProcess,
  posts: readonly Post[],
  tally: KillTally,
  startedAt: number,
): Promise<void> {
  const waiting = posts.values();
  let firstAnswerMs: number | undefined;
  const send = async (): Promise<void> => {
    const connection = new HttpConnection(server.port, '/api/v1/reports');
    for (const { body, sequences } of waiting) {
      const results = resultsOf(await connection.post(body));
      firstAnswerMs ??= performance.now() - startedAt;
      if (!sequences) continue;
      tally.acknowledged += sequences.length;
      tally.lost += results.filter((result, at) => !isStillThere(result, sequences[at])).length;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connectionCount }, send));
  if (firstAnswerMs !== undefined) tally.restartMs.push(firstAnswerMs);
}

function isStillThere(result: ReportResult, sequence: number | undefined): boolean {
  return result.status === 'duplicate' && result.sequence === sequence;
}

function resultsOf(answer: string): ReportResult[] {
  const { results } = JSON.parse(answer) as ReportsAnswer;
  const refused = results.find((result) => result.status === 'refused');
  if (refused?.status === 'refused') throw new Error(`a report was refused: ${refused.problem.detail}`);
  return results;
}

function sequencesOf(answer: string): number[] {
  return resultsOf(answer).map((result) => (result.status === 'refused' ? 0 : result.sequence));
}

/** The numbered reports of one post: positions, and in some posts one fact before them. No track is observed twice at one moment. */
function makeBody(round: number, post: number): string {
  lastObservedAt = Math.max(lastObservedAt + 1, Date.now());
  const observedAt = new Date(lastObservedAt).toISOString();
  const place = { observedAt, position: [1, 17] };
  const number = `${round}-${post}`;
  const incident = { kind: 'incident', messageId: number, type: 'EWS.OTHER', occurredAt: observedAt, title: number };
  const positions = Array.from({ length: reportsPerPost - 1 }, (_, at) => ({
    kind: 'position',
    trackId: String((post * (reportsPerPost - 1) + at) % trackCount),
    ...place,
  }));
  return JSON.stringify(post % postsPerIncident === 0 ? [{ ...incident, ...place }, ...positions] : positions);
}
