import type { EntryStore } from '../store/entry/entry-store.ts';
import type { Delivery, Outgoing } from '../store/entry/outgoing.ts';
import { isFrozen, type Live } from '../store/live-context.ts';
import { deliver, type Outcome } from './deliver.ts';

/**
 * Sends what the entry store marks as `sending`, and again what nobody answered. Promises: an entry goes out under the
 * same keys however often, so that it is stored once; one that was not answered is tried again by itself, at once when
 * the link is back.
 */
const tickMs = 500;
const retryMs = [2_000, 4_000, 8_000, 15_000] as const;

export function startOutbox({ entry, ...live }: Pick<Live, 'entry' | 'store' | 'clock'>): { close: () => void } {
  const inFlight = new Set<string>();
  const tries = new Map<string, { count: number; nextAt: number }>();
  let wasFrozen = true;

  const send = () => {
    for (const outgoing of entry.getState().outbox) {
      if (outgoing.state !== 'sending' || inFlight.has(outgoing.id)) continue;
      inFlight.add(outgoing.id);
      void attempt(entry, outgoing.id).then((isAnswered) => {
        inFlight.delete(outgoing.id);
        const count = (tries.get(outgoing.id)?.count ?? 0) + 1;
        const wait = retryMs[Math.min(count, retryMs.length) - 1]!;
        if (isAnswered) tries.delete(outgoing.id);
        else tries.set(outgoing.id, { count, nextAt: performance.now() + wait });
        send();
      });
    }
  };
  const unsubscribe = entry.subscribe((state, before) => {
    if (state.outbox !== before.outbox) send();
  });
  const timer = setInterval(() => {
    const frozen = isFrozen(live);
    const isBack = wasFrozen && !frozen;
    wasFrozen = frozen;
    const { outbox, change } = entry.getState();
    for (const { id, state } of outbox)
      if (state === 'waiting' && (isBack || performance.now() >= (tries.get(id)?.nextAt ?? 0)))
        change(id, { state: 'sending' });
  }, tickMs);
  send();
  return {
    close: () => {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

/** One attempt at what is to be done; false when it has to be tried again. */
async function attempt(entry: EntryStore, id: string): Promise<boolean> {
  const find = () => entry.getState().outbox.find((each) => each.id === id);
  const outgoing = find();
  if (!outgoing) return true;
  const deliveries = outgoing.doing === 'send' ? [outgoing.send] : outgoing.undo;
  let outcome: Outcome = { kind: 'silent' };
  for (const delivery of deliveries) {
    outcome = await deliver(delivery);
    if (outcome.kind !== 'stored') break;
  }
  const { change } = entry.getState();
  if (outcome.kind === 'stored' && outcome.isKnown && outgoing.doing === 'send' && !outgoing.isUnsure) {
    const moved = moveByMillisecond(outgoing);
    if (moved) {
      change(id, moved);
      return true;
    }
  }
  change(id, stateAfter(outgoing, outcome));
  return outcome.kind === 'stored' || outcome.kind === 'refused';
}

function stateAfter({ doing }: Outgoing, outcome: Outcome): Partial<Outgoing> {
  if (outcome.kind === 'silent') return { state: 'waiting', isUnsure: true, problem: undefined as never };
  if (outcome.kind === 'later') return { state: 'waiting', problem: outcome.problem };
  const { problem } = outcome;
  // What cannot be taken back stays stored, and that is said.
  if (outcome.kind === 'refused')
    return doing === 'send'
      ? { state: 'refused', problem: outcome.problem }
      : { state: 'stored', problem: outcome.problem };
  return {
    ...{ state: doing === 'send' ? 'stored' : 'undone', isUnsure: false, sequence: outcome.sequence },
    ...{ storedAt: Date.now(), problem: problem as never },
  };
}

/**
 * A position is known by its track and time. When the first attempt finds that time taken, another position has it: this
 * one is a millisecond later, or it would be lost without a word.
 */
function moveByMillisecond({ send, undo }: Outgoing): Pick<Outgoing, 'send' | 'undo'> | undefined {
  const [first] = send.body as { kind: string; observedAt: string }[];
  if (first?.kind !== 'position') return undefined;
  const later = new Date(Date.parse(first.observedAt) + 1).toISOString();
  const move = (delivery: Delivery) =>
    JSON.parse(JSON.stringify(delivery).replaceAll(`"${first.observedAt}"`, `"${later}"`)) as Delivery;
  return { send: move(send), undo: undo.map(move) };
}
