import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../../language/use-text.ts';
import { useBriefings } from '../../store/live-context.ts';
import { Panel } from '../../ui/panel.tsx';
import { BriefingEditor } from './briefing-editor.tsx';
import { BriefingList } from './briefing-list.tsx';
import { useOpenBriefing } from './use-open-briefing.ts';
import './briefing.css';

/** Briefings: bookmarks of the record with what is said at each, kept for everybody and told as a story. */
export function BriefingPanel({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const t = useText();
  const open = useOpenBriefing();
  const close = useBriefings((state) => state.open);
  return (
    <Panel
      name="briefing"
      title={t('briefing.title')}
      onClose={onClose}
      actions={
        open && (
          <button type="button" className="small" onClick={() => close(undefined)}>
            {t('briefing.all')}
          </button>
        )
      }
    >
      {open ? <BriefingEditor key={open.briefingId} {...{ open, mission }} /> : <BriefingList />}
    </Panel>
  );
}
