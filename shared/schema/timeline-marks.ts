import type { FactKind, KindBodies } from './kinds.ts';

/**
 * The registry of what the timeline counts, by kind of fact: a later kind joins here with its name, its colour in the
 * palette of the client and the rule that says whether a report is one. The order is that of the legend.
 */
export const timelineMarks = ['attack', 'incident', 'casevac', 'coverage-loss', 'feed-gap'] as const;
export type TimelineMark = (typeof timelineMarks)[number];

type MarkRule<K extends FactKind> = (body: KindBodies[K]) => TimelineMark | undefined;

const rules: { [K in FactKind]?: MarkRule<K> } = {
  incident: ({ type }) => (type.startsWith('ATK.') ? 'attack' : 'incident'),
  casevac: ({ action }) => (action === 'open' ? 'casevac' : undefined),
  // Unknown is no loss that anybody concluded; a tier that stays missed was counted when it was lost.
  cover: ({ team, surgery, before }) =>
    (team.state === 'missed' && before?.team.state !== 'missed') ||
    (surgery.state === 'missed' && before?.surgery.state !== 'missed')
      ? 'coverage-loss'
      : undefined,
  source: ({ status }) => (status === 'silent' ? 'feed-gap' : undefined),
  recording: ({ state, previousAt }) => (state === 'started' && previousAt !== undefined ? 'feed-gap' : undefined),
};

/** Kinds of which a report can be a mark. */
export const markedKinds = Object.keys(rules) as FactKind[];

/** As what a report counts on the timeline, if it does. */
export function markOf<K extends FactKind>(kind: K, body: KindBodies[K]): TimelineMark | undefined {
  return (rules[kind] as MarkRule<K> | undefined)?.(body);
}
