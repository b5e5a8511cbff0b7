import { useState } from 'react';
import type { ImportEntry } from '#shared/protocol/imports.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { describeUndo } from './describe-undo.ts';
import { importRequests } from './import-requests.ts';
import { JobLine } from './job-progress.tsx';
import { NoteList, ReasonList } from './reason-list.tsx';

/** One import: its file and counts in a line, why rows were refused below, and the way back. */
export function ImportLine({ entry, onChange }: { entry: ImportEntry; onChange: () => void }) {
  const t = useText();
  const [isUndoing, setUndoing] = useState(false);
  const { name, format, status, accepted, duplicate, refused, reasons, notes, rowUnit, progress, actor, undo } = entry;
  const canUndo = !progress && (status === 'done' || status === 'failed') && accepted > 0;
  const details = [
    formatUtcDateTime(Date.parse(entry.endedAt ?? entry.startedAt)),
    ...(actor ? [t('imports.by', { actor })] : []),
    format,
  ];
  return (
    <li className={status === 'undone' ? 'import-line is-undone' : 'import-line'}>
      <p className="import-line-head">
        <bdi className="import-name">{name}</bdi>
        <b className={toneOf(status)}>{t(`importStatus.${status}` as MessageId)}</b>
        {canUndo && !isUndoing && (
          <button type="button" className="small" onClick={() => setUndoing(true)}>
            {t('imports.undo')}
          </button>
        )}
      </p>
      <p className="row-note">{details.join(' · ')}</p>
      <p className="figures import-figures">{t('imports.figures', { accepted, duplicate, refused })}</p>
      {entry.problem && (
        <p className="tone-warning" lang="en" dir="ltr">
          {entry.problem}
        </p>
      )}
      {undo && status === 'undone' && (
        <p>
          {describeUndo(undo, t)}{' '}
          <q>
            <bdi>{undo.reason}</bdi>
          </q>
        </p>
      )}
      {progress && <JobLine progress={progress} />}
      {isUndoing && canUndo && (
        <ReasonForm
          help={t('imports.undoHelp', { count: entry.accepted, name: entry.name })}
          submit={t('imports.undoCount', { count: entry.accepted })}
          keep={t('imports.keep')}
          send={async (reason) => {
            const answer = await importRequests.undo(entry.importId, reason);
            return answer.ok ? undefined : answer.problem;
          }}
          onClose={(isBegun) => {
            setUndoing(false);
            if (isBegun) onChange();
          }}
        />
      )}
      <ReasonList reasons={reasons} unit={rowUnit} />
      <NoteList notes={notes} unit={rowUnit} />
    </li>
  );
}

function toneOf(status: string): string {
  if (status === 'failed') return 'tone-warning';
  return status === 'done' ? 'tone-good' : 'tone-dim';
}
