import { useMemo, useRef, useState } from 'react';
import { markingOf } from '../../commands/highest-marking.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useBriefings, useLive } from '../../store/live-context.ts';
import { draftOf } from '../../store/replay/briefing-draft.ts';
import { findBriefing } from '../../store/replay/briefing-store.ts';
import { parseBriefingFile } from './briefing-file.ts';
import { BriefingLine } from './briefing-line.tsx';

/** All briefings, those on record and those that only this page has. */
export function BriefingList() {
  const t = useText();
  const kept = useBriefings((state) => state.kept);
  const drafts = useBriefings((state) => state.drafts);
  const create = useBriefings((state) => state.create);
  const now = useBriefings((state) => state.now);
  const { store } = useLive();
  const [said, setSaid] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const briefings = useMemo(() => {
    const isKept = new Set(kept.map(({ id }) => id));
    const shown = kept.map((record) => findBriefing({ kept, drafts }, record.id) ?? draftOf(record));
    return [...drafts.filter(({ briefingId }) => !isKept.has(briefingId)), ...shown];
  }, [kept, drafts]);
  const read = async (file: File) => {
    const parsed = parseBriefingFile(await file.text());
    if (parsed.ok) create(parsed.value);
    else setSaid(`${file.name}: ${t(`briefingFile.${parsed.problem.name}`, { detail: parsed.problem.detail })}`);
  };
  return (
    <>
      <div className="briefing-buttons">
        <button
          type="button"
          onClick={() => create({ title: formatUtcDateTime(now()), bookmarks: [], marking: markingOf(store) })}
        >
          {t('briefing.new')}
        </button>
        <button type="button" onClick={() => input.current?.click()}>
          {t('briefing.import')}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void read(file);
            target.value = '';
          }}
        />
      </div>
      {said !== undefined && (
        <p role="alert">
          <bdi dir="auto">{said}</bdi>
        </p>
      )}
      {briefings.length === 0 && <p className="empty">{t('briefing.none')}</p>}
      <ul className="briefing-list">
        {briefings.map((briefing) => (
          <BriefingLine key={briefing.briefingId} briefing={briefing} onSay={setSaid} />
        ))}
      </ul>
    </>
  );
}
