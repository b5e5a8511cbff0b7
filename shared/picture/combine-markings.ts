import { classifications, type Marking } from '../schema/marking.ts';

/** Names no group: what is released to it is released to nobody but those who may see everything. */
const nobody = '(nobody)';

/**
 * The marking of what is told by two reports together: shown only to those who may see both. Where both are limited to
 * groups, the groups common to both remain, even if someone in one group of each could have been let in.
 * Order-free, and safe to apply again.
 */
export function combineMarkings(a: Marking, b: Marking): Marking {
  const rank = Math.max(classifications.indexOf(a.classification), classifications.indexOf(b.classification));
  return { classification: classifications[rank]!, ...combineRelease(a, b) };
}

function combineRelease(a: Marking, b: Marking): Pick<Marking, 'releasableTo' | 'originator'> {
  const originator = a.originator < b.originator ? a.originator : b.originator;
  if (a.releasableTo.length === 0 && b.releasableTo.length === 0) return { releasableTo: [], originator };
  if (a.releasableTo.length === 0) return { releasableTo: b.releasableTo, originator: b.originator };
  if (b.releasableTo.length === 0) return { releasableTo: a.releasableTo, originator: a.originator };
  const admitted = new Set([...a.releasableTo, a.originator]);
  const common = [...new Set([...b.releasableTo, b.originator])].filter((group) => admitted.has(group)).sort();
  if (common.length === 0) return { releasableTo: [nobody], originator: nobody };
  return { releasableTo: common, originator: a.originator === b.originator ? a.originator : common[0]! };
}

export function isSameMarking(a: Marking, b: Marking): boolean {
  return (
    a.classification === b.classification &&
    a.originator === b.originator &&
    a.releasableTo.length === b.releasableTo.length &&
    a.releasableTo.every((group, index) => group === b.releasableTo[index])
  );
}
