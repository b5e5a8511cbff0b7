import { distanceMetres } from '#shared/geo/great-circle.ts';
import {
  type CasualtyCounts,
  type ConflictAccount,
  type ConflictSubject,
  casualtyOutcomes,
  type DossierConflicts,
} from '#shared/protocol/dossier.ts';
import { knownTime } from '#shared/replay/moment.ts';
import { placePrecisionMetres } from '#shared/schema/vocabulary.ts';
import { amendedBy, type IncidentEvent, makeAccount, nameOfMessage } from './read-accounts.ts';

/** Two places that are called exact are the same up to this. */
const samePlaceMetres = 250;

/** `whole`: the incident is a part of that one. `part`: that one is a part of it. */
export type Relation = 'same' | 'whole' | 'part' | 'other';
type Told = { relation: Relation; reports: readonly IncidentEvent[] };

/**
 * What stands of an incident, and every account that disagrees with it: of the same incident by another source, of its
 * parts and its whole where the part counts more people than the whole, and of others that another source reports
 * nearby at the time. What was taken back is told as such, because somebody heard it.
 */
export function findConflicts(
  told: readonly Told[],
  sourceNames: (source: string) => string,
): DossierConflicts<number> {
  const accountsOf = (relation: Relation) =>
    told.filter((each) => each.relation === relation).flatMap(({ reports }) => findStanding(reports, sourceNames));
  const own = accountsOf('same');
  const standing = own.findLast(({ withdrawn }) => !withdrawn) ?? own.at(-1);
  if (!standing) return { standing, others: [] };
  const compared = [
    ...own
      .filter(({ source }) => source !== standing.source)
      .map((account) => ({ ...account, on: disagreements(standing, account) })),
    ...accountsOf('other')
      .filter(({ source }) => source !== standing.source)
      .map((account) => ({ ...account, on: disagreements(standing, account) })),
    ...accountsOf('part').map((account) => ({ ...account, on: exceeds(account.casualties, standing.casualties) })),
    ...accountsOf('whole').map((account) => ({ ...account, on: exceeds(standing.casualties, account.casualties) })),
  ];
  const others = compared.filter(({ on }) => on.length > 0).sort((a, b) => a.knownAt - b.knownAt);
  return { standing, others };
}

/** The last word of each source on one incident, in the order in which they became known. */
function findStanding(
  reports: readonly IncidentEvent[],
  sourceNames: (source: string) => string,
): ConflictAccount<number>[] {
  const retractions = new Map<string, IncidentEvent>();
  const corrected = new Set<string>();
  for (const event of reports) {
    const amended = amendedBy(event);
    if (amended === undefined) continue;
    if (event.amends?.as === 'retraction') retractions.set(amended, event);
    else corrected.add(amended);
  }
  const latest = new Map<string, IncidentEvent>();
  for (const event of reports)
    if (event.amends?.as !== 'retraction' && !corrected.has(nameOfMessage(event))) latest.set(event.source, event);
  return [...latest.values()]
    .sort((a, b) => knownTime(a) - knownTime(b) || a.sequence - b.sequence)
    .map((event) => {
      const account = makeAccount(event, sourceNames);
      const retraction = retractions.get(nameOfMessage(event));
      if (!retraction) return account;
      const reason = retraction.amends?.reason;
      return { ...account, withdrawn: { knownAt: knownTime(retraction), ...(reason ? { reason } : {}) } };
    });
}

function disagreements(one: ConflictAccount<number>, other: ConflictAccount<number>): ConflictSubject[] {
  const subjects: ConflictSubject[] = [];
  if (one.type !== other.type) subjects.push('type');
  if (countOtherwise(one.casualties, other.casualties)) subjects.push('casualties');
  const doubtMetres = placePrecisionMetres[one.precision] + placePrecisionMetres[other.precision] + samePlaceMetres;
  if (one.position && other.position && distanceMetres(one.position, other.position) > doubtMetres)
    subjects.push('place');
  return subjects;
}

/** Who counted nobody did not say that there was nobody. */
function countOtherwise(one: CasualtyCounts, other: CasualtyCounts): boolean {
  if (Object.keys(one).length === 0 || Object.keys(other).length === 0) return false;
  return casualtyOutcomes.some((outcome) => (one[outcome] ?? 0) !== (other[outcome] ?? 0));
}

function exceeds(part: CasualtyCounts, whole: CasualtyCounts): ConflictSubject[] {
  if (Object.keys(whole).length === 0) return [];
  const isMore = casualtyOutcomes.some((outcome) => (part[outcome] ?? 0) > (whole[outcome] ?? 0));
  return isMore ? ['casualties'] : [];
}
