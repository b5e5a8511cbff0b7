import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PictureRecord } from '#shared/picture/record.ts';
import { isFrozen, type Live } from '../live-context.ts';

/** Something of the live world that a person must hear of while looking at the past. */
export type Interrupt = {
  /** Tells one from another, also two spells of the same state. */
  id: string;
  kind: 'frozen' | 'not-recording' | 'attack' | 'casevac' | 'cover';
  /** Key of the record, where there is one. */
  key?: string;
  title: string;
  /** When it became known, or began. */
  at: number;
  /** How many more of the kind there are: a flood is one line. */
  more: number;
  /** It lasts, and goes by itself when it is over: nobody can have done with it before. */
  isLasting?: true;
};

export type InterruptWatch = {
  /** The gravest first; of each kind the newest that nobody has said to have seen. */
  shown: StoreApi<{ interrupts: readonly Interrupt[] }>;
  dismiss: (id: string) => void;
  close: () => void;
};

/** What is handed in of longer ago is history, however new it is here. */
const newsMs = 6 * 3_600_000;
const none: ReadonlySet<string> = new Set();

/**
 * Watches the live picture beside a replay. Promises: what came up once stays until somebody says to have seen it,
 * whatever becomes of its record; what came while the link was lost comes up when it is back.
 */
export function watchInterrupts(live: Pick<Live, 'store' | 'clock' | 'pulse'>): InterruptWatch {
  const shown = createStore<{ interrupts: readonly Interrupt[] }>()(() => ({ interrupts: [] }));
  const known = new Set<string>();
  const spells = { frozen: 0, 'not-recording': 0 };
  let waiting: Interrupt[] = [];
  let lasting: Interrupt[] = [];
  let covered = none;
  /** The server's time when this began: what was known by then is in the picture, and no news. */
  let since: number | undefined;
  let hasBegun = false;

  function look(): void {
    since ??= live.clock.serverNow();
    if (since === undefined || live.store.pictureAt === undefined) return;
    const found = findInterrupts(live, since, known, covered);
    for (const each of found) {
      known.add(each.id);
      if (hasBegun || each.at > since) waiting.push(each);
    }
    hasBegun = true;
    covered = findCovered(live);
    lasting = [
      ...spellOf('frozen', isFrozen(live)),
      ...spellOf('not-recording', live.store.lastBeat?.recording === false),
    ];
    show();
  }

  function spellOf(kind: 'frozen' | 'not-recording', lasts: boolean): Interrupt[] {
    const before = lasting.find((each) => each.kind === kind);
    if (!lasts) return [];
    if (before) return [before];
    const at = live.clock.serverNow() ?? since!;
    return [{ id: `${kind}@${++spells[kind]}`, kind, title: '', at, more: 0, isLasting: true }];
  }

  function show(): void {
    const interrupts = [...lasting];
    for (const kind of ['attack', 'casevac', 'cover'] as const) {
      const [newest, ...others] = waiting.filter((each) => each.kind === kind).sort(byTime);
      if (newest) interrupts.push({ ...newest, more: others.length });
    }
    if (!isSame(interrupts, shown.getState().interrupts)) shown.setState({ interrupts });
  }

  look();
  return {
    shown,
    dismiss: (id) => {
      waiting = waiting.filter((each) => each.id !== id);
      show();
    },
    close: live.pulse.subscribe(look),
  };
}

/**
 * What of the live picture demands attention and is not among `known`. Whether somebody knew of it before is told by
 * `known` and not by its record, which tells of its last report only. `covered`: patrols that were not outside 10-1-2
 * when they were looked at last.
 */
function findInterrupts({ store }: Pick<Live, 'store'>, since: number, known = none, covered = none): Interrupt[] {
  const found = [
    ...store.recordsOf('incident').flatMap((record) => attackOf(record, since)),
    ...store.recordsOf('casevac').flatMap((record) => caseOf(record, since)),
    ...store.recordsOf('cover').flatMap((record) => lossOf(record, { since, covered, store })),
  ];
  return found.filter(({ id }) => !known.has(id));
}

function byTime(one: Interrupt, other: Interrupt): number {
  return other.at - one.at;
}

function isSame(these: readonly Interrupt[], those: readonly Interrupt[]): boolean {
  return (
    these.length === those.length &&
    these.every(({ id, more }, index) => id === those[index]!.id && more === those[index]!.more)
  );
}

function attackOf({ key, knownAt, body }: PictureRecord<'incident'>, since: number): Interrupt[] {
  if (!body.type.startsWith('ATK.') || body.occurredAt <= since - newsMs) return [];
  return [{ id: key, kind: 'attack', key, title: body.title, at: knownAt, more: 0 }];
}

function caseOf({ key, id, knownAt, body }: PictureRecord<'casevac'>, since: number): Interrupt[] {
  const isOn = body.status === 'open' || body.status === 'assigned';
  if (!isOn || (body.entries[0]?.at ?? 0) <= since - newsMs) return [];
  return [{ id: key, kind: 'casevac', key, title: body.callSign ?? id, at: knownAt, more: 0 }];
}

function lossOf(
  { key, id, observedAt, body }: PictureRecord<'cover'>,
  { since, covered, store }: { since: number; covered: ReadonlySet<string>; store: Pick<Live['store'], 'picture'> },
): Interrupt[] {
  if (!isOutside(body) || observedAt <= since) return [];
  // What is concluded first of a patrol is no change. The conclusion of the loss itself may have been overtaken unseen.
  const wasInside = (body.before !== undefined && !isOutside(body.before)) || covered.has(key);
  if (!wasInside) return [];
  const patrol = store.picture.records.get(`patrol/${id}`);
  const title = patrol?.kind === 'patrol' ? (patrol.body.plan?.callSign ?? id) : id;
  return [{ id: `${key}@${observedAt}`, kind: 'cover', key: `patrol/${id}`, title, at: observedAt, more: 0 }];
}

function findCovered({ store }: Pick<Live, 'store'>): ReadonlySet<string> {
  return new Set(store.recordsOf('cover').flatMap(({ key, body }) => (isOutside(body) ? [] : [key])));
}

function isOutside({ team, surgery }: { team: { state: string }; surgery: { state: string } }): boolean {
  return team.state === 'missed' || surgery.state === 'missed';
}
