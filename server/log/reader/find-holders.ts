import type { DatabaseSync } from 'node:sqlite';
import type { RowKey } from '../event-log.ts';

/** Who added the row that has each key, in the order of the keys; null where no row has it. */
export function findHolders(db: DatabaseSync, keys: readonly RowKey[]): (string | null)[] {
  const fact = db.prepare('SELECT actor FROM event WHERE source = ? AND message = ?');
  const actorOf = makeDescriptorReader(db);
  const findFix = makeFixFinder(db, keys);
  return keys.map((key) => {
    if ('messageId' in key) return (fact.get(key.source, key.messageId)?.['actor'] as string | undefined) ?? null;
    const descriptor = findFix(key.source, key.trackId, key.observedAt);
    return descriptor === undefined ? null : actorOf(descriptor);
  });
}

function makeDescriptorReader(db: DatabaseSync): (id: number) => string {
  const select = db.prepare("SELECT body ->> 'actor' AS actor FROM descriptor WHERE id = ?");
  const known = new Map<number, string>();
  return (id) => {
    let actor = known.get(id);
    if (actor === undefined) {
      actor = String(select.get(id)?.['actor']);
      known.set(id, actor);
    }
    return actor;
  };
}

type FixFinder = (source: string, trackId: string, observedAt: number) => number | undefined;

/** Keys of the latest fixes are in no index yet: those of the tracks in question are read once. */
function makeFixFinder(db: DatabaseSync, keys: readonly RowKey[]): FixFinder {
  const selectTrack = db.prepare('SELECT id FROM track WHERE name = ? AND source = ?');
  const tracks = new Map<string, number | undefined>();
  const trackOf = (source: string, trackId: string): number | undefined => {
    const name = `${source}/${trackId}`;
    if (!tracks.has(name)) tracks.set(name, selectTrack.get(trackId, source)?.['id'] as number | undefined);
    return tracks.get(name);
  };
  for (const key of keys) if ('trackId' in key) trackOf(key.source, key.trackId);
  const ids = JSON.stringify([...tracks.values()].filter((id) => id !== undefined));
  const latest = new Map<string, number>();
  if (ids !== '[]') {
    const rows = db
      .prepare(
        `SELECT track, observed, descriptor FROM fix WHERE seq > (SELECT value FROM meta WHERE name = 'indexed')
         AND track IN (SELECT value FROM json_each(?))`,
      )
      .all(ids);
    for (const row of rows) latest.set(`${row['track']} ${row['observed']}`, Number(row['descriptor']));
  }
  const indexed = db.prepare(
    'SELECT descriptor FROM fix_by_track i JOIN fix USING(seq) WHERE i.track = ? AND i.observed = ?',
  );
  return (source, trackId, observedAt) => {
    const track = trackOf(source, trackId);
    if (track === undefined) return undefined;
    return (
      latest.get(`${track} ${observedAt}`) ?? (indexed.get(track, observedAt)?.['descriptor'] as number | undefined)
    );
  };
}
