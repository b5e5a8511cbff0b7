import { describe, expect, it } from 'vitest';
import { makeFixBatch } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import { type Marking, unmarked } from '#shared/schema/marking.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { concludeExpiries } from './expiry-monitor.ts';
import type { LivePicture } from './live-picture.ts';

const at = 1_790_000_000_000;
const secret: Marking = { classification: 'confidential', releasableTo: ['alpha'], originator: 'alpha' };
const context = (now: number) => ({ now, actor: 'system', defaultSource: 'system', allowInternal: true });

class Watch {
  readonly live = { picture: new Picture(), heardAt: new Map<string, number>() };
  #sequence = 0;

  fix(trackId: string, trackType: string, marking = unmarked, source = 's'): this {
    const batch = makeFixBatch(1);
    batch.count = 1;
    batch.observedAt[0] = at;
    const descriptor = { source, trackId, trackType, actor: 'a', marking };
    this.live.picture.foldFix({ batch, row: 0, descriptor, sequence: ++this.#sequence, recordedAt: at }, []);
    return this;
  }

  fact(kind: string, entity: string, body: object, marking = unmarked): this {
    const sequence = ++this.#sequence;
    const shared = { source: 's', messageId: `m${sequence}`, actor: 'a', observedAt: at, recordedAt: at, marking };
    this.live.picture.foldFact({ ...shared, kind, entity, body, sequence } as unknown as FactEvent);
    return this;
  }

  /** What is concluded at that age, as the log would take it; folds it, so that nothing is concluded twice. */
  concludeAfter(seconds: number): FactEvent[] {
    const now = at + seconds * 1_000;
    return concludeExpiries(this.live as unknown as LivePicture, now).map((raw) => {
      const parsed = parseFact(raw, context(now));
      if (!parsed.ok) throw new Error(`refused: ${parsed.problem.detail}`);
      const event = { ...parsed.value, sequence: ++this.#sequence, recordedAt: now } as FactEvent;
      this.live.picture.foldFact(event);
      return event;
    });
  }

  states(seconds: number): unknown[] {
    return this.concludeAfter(seconds).map(({ kind, body }) => ('state' in body ? body.state : kind));
  }
}

describe('what the server concludes from silence', () => {
  it('is late, stale and lost at two, three and six intervals, each once', () => {
    const watch = new Watch().fix('v', 'vehicle');
    expect([119, 120].map((age) => watch.states(age))).toEqual([[], []]);
    expect([120.001, 130, 179.999, 180, 359.999, 360, 9_999].map((age) => watch.states(age))).toEqual([
      ['late'],
      [],
      [],
      ['stale'],
      [],
      ['lost'],
      [],
    ]);
  });

  it('goes straight to what the age deserves after a long stop', () => {
    expect(new Watch().fix('v', 'vehicle').states(4_000)).toEqual(['lost']);
  });

  it('retires a radar contact ten minutes after the last echo, a vehicle never', () => {
    const watch = new Watch().fix('r', 'radar').fix('v', 'vehicle');
    watch.concludeAfter(599);
    expect(watch.states(601)).toEqual(['retire']);
    expect([...watch.live.picture.records.keys()]).toEqual(['track/s/v']);
  });

  it('retires a patrol a day after it was closed, a lost one never', () => {
    const watch = new Watch();
    watch.fact('patrol', 'closed', { action: 'close', patrolId: 'closed', outcome: 'completed' });
    watch.fact('patrol', 'lost', { action: 'start', patrolId: 'lost' });
    expect(watch.states(86_400)).toEqual([]);
    expect(watch.states(86_401)).toEqual(['retire']);
    expect([...watch.live.picture.records.keys()]).toEqual(['patrol/lost']);
  });

  it('calls a source silent after three intervals and connected when it is heard again', () => {
    const watch = new Watch();
    watch.fact('source', 'feed', { sourceId: 'feed', name: 'Feed', status: 'connected', intervalSeconds: 10 });
    expect(watch.states(29)).toEqual([]);
    expect(watch.concludeAfter(30)[0]!.body).toMatchObject({ status: 'silent', name: 'Feed' });
    watch.live.heardAt.set('feed', at + 40_000);
    expect(watch.concludeAfter(41)[0]!.body).toMatchObject({ status: 'connected' });
  });

  it('inherits the marking of what it is about, whatever that is', () => {
    const watch = new Watch().fix('v', 'vehicle', secret).fix('r', 'radar', secret);
    watch.fact('source', 'feed', { sourceId: 'feed', name: 'Feed', status: 'connected', intervalSeconds: 10 }, secret);
    watch.fact('patrol', 'p', { action: 'close', patrolId: 'p', outcome: 'completed' }, secret);
    const concluded = watch.concludeAfter(100_000);
    expect(new Set(concluded.map(({ kind }) => kind))).toEqual(new Set(['freshness', 'retire', 'source']));
    for (const { kind, marking } of concluded) expect(marking, kind).toEqual(secret);
  });

  it('is accepted however long the name of what it is about, and told apart from its like', () => {
    const long = (last: string) => 'x'.repeat(127) + last;
    const watch = new Watch().fix(long('a'), 'radar', unmarked, long('s')).fix(long('b'), 'radar', unmarked, long('s'));
    watch.fact('patrol', long('p'), { action: 'close', patrolId: long('p'), outcome: 'completed' });
    watch.fact('source', long('q'), { sourceId: long('q'), name: 'Q', status: 'connected', intervalSeconds: 10 });
    const concluded = watch.concludeAfter(100_000);
    expect(concluded).toHaveLength(6);
    expect(new Set(concluded.map(({ messageId }) => messageId)).size).toBe(6);
  });
});
