import type { Outcome } from '../../forms/deliver.ts';
import type { Translate } from '../../language/use-text.ts';

/** What became of a briefing that was sent, in words. */
export function outcomeText(t: Translate, outcome: Outcome): string {
  if (outcome.kind === 'stored') return t('briefing.saved', { sequence: String(outcome.sequence) });
  if (outcome.kind === 'silent') return t('briefing.silent');
  return t('briefing.refused', { detail: outcome.problem.detail });
}
