import { createHash } from 'node:crypto';
import type { Mission } from '#shared/schema/mission.ts';

/** A site of the pack holds at every time the record covers; the pack itself carries no date. */
const siteSince = '2000-01-01T00:00:00Z';

/**
 * The sites of a mission pack as reports in wire form. The message id is a hash of the content: loading an unchanged
 * pack again adds nothing, and a changed site is a new report. Only an exercise claims to have known its sites before
 * the record began; a real record says when it learned of them.
 */
export function missionReports(mission: Mission): unknown[] {
  return mission.sites.map((site) => {
    const report = {
      kind: 'site',
      source: 'mission-pack',
      observedAt: siteSince,
      ...(mission.isExercise ? { knownAt: siteSince } : {}),
      ...site,
    };
    return { messageId: `mission:${site.siteId}:${contentHash(report)}`.slice(-128), ...report };
  });
}

function contentHash(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
