import { performance } from 'node:perf_hooks';
import type { HttpConnection } from './http-connection.ts';

/** What came of a load: milliseconds of each acknowledgement, and how long it all took. */
export type LoadResult = { latencies: number[]; seconds: number };

/** As fast as the server answers: each connection posts again as soon as it was answered. Finds the sustained rate. */
export async function runClosedLoop(
  connections: readonly HttpConnection[],
  seconds: number,
  makeBody: () => string,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const postOn = async (connection: HttpConnection): Promise<void> => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      assertStored(await connection.post(makeBody()));
      latencies.push(performance.now() - now);
    }
  };
  await Promise.all(connections.map(postOn));
  return { latencies, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * At a given rate whatever the server does: each post has a time at which it is due, and its latency counts from then,
 * so that a server that stalls is charged for every post that had to wait.
 */
export async function runOpenLoop(
  connections: readonly HttpConnection[],
  { seconds, postsPerSecond }: { seconds: number; postsPerSecond: number },
  makeBody: () => string,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const free = [...connections];
  const overdue: { dueAt: number; body: string }[] = [];
  const underWay = new Set<Promise<void>>();
  const post = (connection: HttpConnection, dueAt: number, body: string): void => {
    const done = connection.post(body).then((answer) => {
      assertStored(answer);
      latencies.push(performance.now() - dueAt);
      const next = overdue.shift();
      if (next) post(connection, next.dueAt, next.body);
      else free.push(connection);
      underWay.delete(done);
    });
    underWay.add(done);
  };
  const startedAt = performance.now();
  const posts = Math.round(seconds * postsPerSecond);
  for (let sent = 0; sent < posts; ) {
    const dueAt = startedAt + (sent * 1000) / postsPerSecond;
    if (dueAt > performance.now()) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      continue;
    }
    const connection = free.pop();
    if (connection) post(connection, dueAt, makeBody());
    else overdue.push({ dueAt, body: makeBody() });
    sent++;
  }
  while (underWay.size > 0) await Promise.all(underWay);
  return { latencies, seconds: (performance.now() - startedAt) / 1000 };
}

/** A load of new reports must be accepted whole: a refusal or a duplicate would make the rate a lie. */
function assertStored(answer: string): void {
  if (answer.includes('"refused"') || answer.includes('"duplicate"'))
    throw new Error(`not every report was accepted: ${answer.slice(0, 500)}`);
}
