import { openForReading } from '../server/log/log-schema.ts';

/**
 * Where every track was at a moment, as somebody would ask the table of fixes who knows SQL and not our indexes: the
 * latest fix of each before the moment. Milliseconds of each run.
 */
export function measurePlainSql(dataDir: string, moments: readonly number[], say: (line: string) => void): number[] {
  const db = openForReading(dataDir);
  const select = db.prepare(
    'SELECT track, max(observed) AS observed, lon, lat, course, speed FROM fix WHERE observed <= ? GROUP BY track',
  );
  const times = moments.map((at) => {
    const startedAt = performance.now();
    const tracks = select.all(at).length;
    const ms = performance.now() - startedAt;
    say(`plain SQL: ${tracks} tracks in ${Math.round(ms)} ms`);
    return ms;
  });
  db.close();
  return times;
}
