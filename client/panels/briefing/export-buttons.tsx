import { useIntl } from 'react-intl';
import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import type { BriefingDraft } from '../../store/replay/briefing-draft.ts';
import { saveFile } from '../cover/gap-geojson.ts';
import { formatBriefingDocument } from './briefing-document.ts';
import { briefingFileEnding, formatBriefingFile, nameOfFile } from './briefing-file.ts';

/** The briefing as a file for another server, and as a page to read and print. */
export function ExportButtons({ open, mission }: { open: BriefingDraft; mission: Mission }) {
  const t = useText();
  const { locale } = useIntl();
  const { store, briefings } = useLive();
  const isEmpty = open.bookmarks.length === 0;
  const saveDocument = () => {
    const isExercise = store.lastBeat?.exercise ?? mission.isExercise;
    const about = { t, language: locale.slice(0, 2), mission, isExercise, madeAt: briefings.getState().now() };
    saveFile(nameOfFile(open.title, '.html'), 'text/html;charset=utf-8', formatBriefingDocument(open, about));
  };
  return (
    <div className="briefing-buttons briefing-export">
      <button
        type="button"
        className="small"
        disabled={isEmpty}
        onClick={() =>
          saveFile(nameOfFile(open.title, briefingFileEnding), 'application/json', formatBriefingFile(open))
        }
      >
        {t('briefing.exportFile')}
      </button>
      <button type="button" className="small" disabled={isEmpty} onClick={saveDocument}>
        {t('briefing.exportDocument')}
      </button>
    </div>
  );
}
