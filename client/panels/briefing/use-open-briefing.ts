import { useBriefings } from '../../store/live-context.ts';
import type { BriefingDraft } from '../../store/replay/briefing-draft.ts';
import { findBriefing } from '../../store/replay/briefing-store.ts';

/** The briefing that is open, as a person has it before them. */
export function useOpenBriefing(): BriefingDraft | undefined {
  return useBriefings((state) => findBriefing(state, state.openId));
}
