import type { PictureRecord } from '#shared/picture/record.ts';
import { isFrozen, type Live } from '../live-context.ts';

/** Something of the live world that a person must hear of while looking at the past. */
export type Interrupt = {
  /** Tells one from another; the same while it lasts. */
  id: string;
  kind: 'frozen' | 'not-recording' | 'attack' | 'casevac' | 'cover';
  /** Key of the record, where there is one. */
  key?: string;
  title: string;
  /** How many more of the kind there are: a flood is one line. */
  more: number;
};

type Found = Interrupt & { at: number };

/** What is handed in of longer ago is history, however new it is here. */
const newsMs = 6 * 3_600_000;

/**
 * What became known in the live picture after `since` and demands attention, the gravest first: of each kind the newest
 * that was not seen.
 */
export function findInterrupts(
  live: Pick<Live, 'store' | 'clock'>,
  since: number,
  seen: ReadonlySet<string> = new Set(),
): Interrupt[] {
  const { store } = live;
  const found: Interrupt[] = [];
  if (store.pictureAt !== undefined && isFrozen(live)) found.push({ id: 'frozen', kind: 'frozen', title: '', more: 0 });
  if (store.lastBeat?.recording === false)
    found.push({ id: 'not-recording', kind: 'not-recording', title: '', more: 0 });
  const told: Found[] = [
    ...store.recordsOf('incident').flatMap((record) => attackOf(record, since)),
    ...store.recordsOf('casevac').flatMap((record) => caseOf(record, since)),
    ...store.recordsOf('cover').flatMap((record) => lossOf(record, since, live)),
  ];
  for (const kind of ['attack', 'casevac', 'cover'] as const) {
    const [newest, ...others] = told.filter((each) => each.kind === kind && !seen.has(each.id)).sort(byTime);
    if (newest) found.push({ ...newest, more: others.length });
  }
  return found.filter(({ id }) => !seen.has(id));
}

function byTime(one: Found, other: Found): number {
  return other.at - one.at;
}

function attackOf({ key, version, knownAt, body }: PictureRecord<'incident'>, since: number): Found[] {
  if (knownAt <= since || version > 1 || !body.type.startsWith('ATK.')) return [];
  if (knownAt - body.occurredAt > newsMs) return [];
  return [{ id: key, kind: 'attack', key, title: body.title, at: knownAt, more: 0 }];
}

function caseOf({ key, id, knownAt, body }: PictureRecord<'casevac'>, since: number): Found[] {
  const isNew = body.status === 'open' && knownAt > since && (body.entries[0]?.at ?? 0) > since - newsMs;
  return isNew ? [{ id: key, kind: 'casevac', key, title: body.callSign ?? id, at: knownAt, more: 0 }] : [];
}

function lossOf(
  { key, id, observedAt, body }: PictureRecord<'cover'>,
  since: number,
  { store }: Pick<Live, 'store'>,
): Found[] {
  const isLost = [body.team, body.surgery].some(({ state }) => state === 'missed');
  const wasLost = [body.before?.team, body.before?.surgery].some((tier) => tier?.state === 'missed');
  // What is concluded first of a patrol is no change.
  if (!isLost || wasLost || !body.before || observedAt <= since) return [];
  const patrol = store.picture.records.get(`patrol/${id}`);
  const title = patrol?.kind === 'patrol' ? (patrol.body.plan?.callSign ?? id) : id;
  return [{ id: `${key}@${observedAt}`, kind: 'cover', key: `patrol/${id}`, title, at: observedAt, more: 0 }];
}
