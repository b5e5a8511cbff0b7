import { createHash } from 'node:crypto';
import type { Mission } from '#shared/schema/mission.ts';

/**
 * The sources a mission expects, as reports: until one is heard it counts as disconnected, and the interval stated here
 * ages its tracks. The message id is a hash of the content, so that an unchanged pack adds nothing.
 */
export function sourceReports(mission: Mission, now: number): unknown[] {
  return mission.sources.map((source) => {
    const hash = createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 16);
    const observedAt = new Date(now).toISOString();
    return {
      kind: 'source',
      source: 'mission-pack',
      messageId: `source:${source.sourceId}:${hash}`.slice(-128),
      observedAt,
      status: 'disconnected',
      ...source,
    };
  });
}
