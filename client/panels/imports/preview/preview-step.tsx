import type { DryRun } from '#shared/protocol/imports.ts';
import { formatUtcDateTime } from '../../../format/time-text.ts';
import { useText } from '../../../language/use-text.ts';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { Counts } from '../counts.tsx';
import { type DeskStep, discardUpload, isMapped, loadUpload } from '../import-desk.ts';
import { formatSize, ProgressLine } from '../job-progress.tsx';
import { MappingEditor } from '../mapping/mapping-editor.tsx';
import { NoteList, ReasonList } from '../reason-list.tsx';
import { findSharedTime } from './find-shared-time.ts';
import { FormatChoice, MoreSettings } from './import-settings.tsx';
import { kindLabel } from './kind-label.ts';
import { PreviewRows } from './preview-rows.tsx';

/** A file before it is loaded: how it is read, what it would become, what would be refused. Nothing is stored yet. */
export function PreviewStep({ step }: { step: Extract<DeskStep, { kind: 'preview' }> }) {
  const t = useText();
  const { upload, settings, proposal } = step;
  const { dryRun, name, sizeBytes } = upload;
  const { mapping } = settings;
  const sharedTime = findSharedTime(dryRun.rows ?? []);
  return (
    <section className="import-step import-preview">
      <h3>
        <bdi>{name}</bdi> <span className="quiet">{formatSize(sizeBytes)}</span>
      </h3>
      <EarlierNotice upload={upload} />
      <div className="import-settings">
        <FormatChoice upload={upload} settings={settings} />
        <MoreSettings settings={settings} />
      </div>
      {isMapped(upload, settings) && proposal && mapping && <MappingEditor mapping={mapping} proposal={proposal} />}
      <Verdict dryRun={dryRun} />
      <ReasonList
        reasons={dryRun.reasons}
        unit={dryRun.rowUnit}
        {...(dryRun.problems ? { problems: dryRun.problems } : {})}
      />
      <NoteList notes={dryRun.notes} unit={dryRun.rowUnit} />
      {sharedTime && settings.observedAt === undefined && (
        <p className="tone-warning">{t('imports.undated', { time: formatUtcDateTime(Date.parse(sharedTime)) })}</p>
      )}
      <PreviewRows dryRun={dryRun} />
      <footer className="form-actions">
        <button
          type="button"
          className="primary"
          disabled={dryRun.state !== 'checked' || !dryRun.ready}
          onClick={() => void loadUpload()}
        >
          {dryRun.state === 'checked' && dryRun.ready
            ? t('imports.load', { count: dryRun.ready })
            : t('imports.loadPlain')}
        </button>
        <button type="button" onClick={discardUpload}>
          {t('imports.discard')}
        </button>
        <span className="quiet">{t('imports.previewHelp')}</span>
      </footer>
    </section>
  );
}

function EarlierNotice({ upload }: { upload: Extract<DeskStep, { kind: 'preview' }>['upload'] }) {
  const t = useText();
  const [earlier] = upload.earlier;
  if (!earlier) return null;
  const time = earlier.endedAt === undefined ? t('value.unknown') : formatUtcDateTime(Date.parse(earlier.endedAt));
  return (
    <p className="import-earlier">
      {t('imports.earlier', {
        time,
        status: t(`importStatus.${earlier.status}` as 'importStatus.done'),
        count: upload.earlier.length - 1,
      })}
    </p>
  );
}

function Verdict({ dryRun }: { dryRun: DryRun }) {
  const t = useText();
  const { state, problem, bytesRead = 0, bytesTotal = 0, ready, duplicate, refused, kinds = {} } = dryRun;
  if (state === 'checking')
    return <ProgressLine label={t('imports.checking', { count: ready ?? 0 })} done={bytesRead} total={bytesTotal} />;
  if (problem)
    return (
      <p className="import-problem" role="alert">
        <ProblemText problem={problem} />
      </p>
    );
  const named = Object.entries(kinds).map(([kind, count]) =>
    t('imports.kindCount', { count, kind: t(kindLabel(kind)) }),
  );
  return (
    <div aria-live="polite">
      <Counts
        accepted={ready === undefined ? undefined : ready - (duplicate ?? 0)}
        duplicate={duplicate}
        refused={refused}
        acceptedLabel={t('imports.ready')}
      />
      <p>{ready ? t('imports.becomes', { kinds: named.join(' · ') }) : t('imports.nothingReady')}</p>
    </div>
  );
}
