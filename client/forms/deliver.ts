import type { ReportsAnswer, RetireAnswer } from '#shared/protocol/http.ts';
import type { Delivery } from '../store/entry/outgoing.ts';

type Problem = { name: string; detail: string };
/**
 * What became of one request. `silent`: nobody answered, it may be stored or not. `later`: the server could not store it
 * now. `known`: its first report was on record already.
 */
export type Outcome =
  | { kind: 'stored'; sequence: number; isKnown: boolean; problem?: Problem }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'later'; problem: Problem }
  | { kind: 'silent' };

const answerMs = 10_000;

export async function deliver({ path, body }: Delivery, origin = ''): Promise<Outcome> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerMs),
    });
    answer = await response.json();
  } catch {
    return { kind: 'silent' };
  }
  if (!response.ok) {
    const { title, detail } = answer as { title?: string; detail?: string };
    const problem = { name: title ?? 'internal', detail: detail ?? `HTTP ${response.status}` };
    return { kind: response.status >= 500 ? 'later' : 'refused', problem };
  }
  const results = 'results' in (answer as object) ? (answer as ReportsAnswer).results : [answer as RetireAnswer];
  const refused = results.find((each) => each.status === 'refused');
  const [main] = results;
  if (!main || main.status === 'refused')
    return { kind: 'refused', problem: refused?.problem ?? { name: 'internal', detail: '' } };
  return {
    ...{ kind: 'stored', sequence: main.sequence, isKnown: main.status === 'duplicate' },
    ...(refused ? { problem: refused.problem } : {}),
  };
}
