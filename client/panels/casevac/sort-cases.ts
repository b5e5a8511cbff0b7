import type { PictureRecord } from '#shared/picture/record.ts';

type Case = PictureRecord<'casevac'>;

/** Those that nobody fetches yet before those that are being fetched, the longest waiting first; ended ones apart, the latest first. */
export function sortCases(cases: readonly Case[]): { open: Case[]; closed: Case[] } {
  const shown = cases.filter(({ body }) => body.status !== 'unopened');
  const open = shown
    .filter(({ body }) => body.status !== 'closed')
    .sort((a, b) => rank(a) - rank(b) || since(a) - since(b));
  const closed = shown.filter(({ body }) => body.status === 'closed').sort((a, b) => b.observedAt - a.observedAt);
  return { open, closed };
}

function rank({ body: { status } }: Case): number {
  return status === 'open' ? 0 : 1;
}

/** When it happened, or when it was first heard of. */
function since({ observedAt, body }: Case): number {
  const { injuryAt, reportedAt } = body.times;
  const known = [injuryAt, reportedAt].find((time) => typeof time === 'number');
  return typeof known === 'number' ? known : observedAt;
}
