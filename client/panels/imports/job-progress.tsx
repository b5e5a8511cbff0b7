import type { JobProgress } from '#shared/protocol/imports.ts';
import { useText } from '../../language/use-text.ts';
import { cancelSending, type DeskStep, stopLoading } from './import-desk.ts';

/** A bar with its words; without a total it only says that something goes on. */
export function ProgressLine({ label, done, total }: { label: string; done: number; total: number }) {
  const t = useText();
  const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 0;
  return (
    <div className="import-progress">
      <span role="status">{label}</span>
      <progress aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
      <span className="figures">{total > 0 && t('imports.percent', { percent })}</span>
    </div>
  );
}

export function SendingStep({ step }: { step: Extract<DeskStep, { kind: 'sending' }> }) {
  const t = useText();
  const { name, sentBytes, sizeBytes } = step;
  return (
    <section className="import-step">
      <h3 dir="auto">{name}</h3>
      <ProgressLine label={t('imports.sending', { size: formatSize(sizeBytes) })} done={sentBytes} total={sizeBytes} />
      <p>
        <button type="button" onClick={cancelSending}>
          {t('imports.cancel')}
        </button>
      </p>
    </section>
  );
}

export function LoadingStep({ step }: { step: Extract<DeskStep, { kind: 'loading' }> }) {
  const t = useText();
  const { name, entry } = step;
  return (
    <section className="import-step">
      <h3 dir="auto">{name}</h3>
      <JobLine progress={entry?.progress} />
      <p>
        <button type="button" onClick={() => void stopLoading()}>
          {t('imports.stop')}
        </button>
      </p>
      <p className="quiet">{t('imports.loadingHelp')}</p>
    </section>
  );
}

/** How far a load or an undo is, with its counts. */
export function JobLine({ progress }: { progress: JobProgress | undefined }) {
  const t = useText();
  if (!progress || progress.state === 'waiting')
    return <ProgressLine label={t('imports.waiting')} done={0} total={0} />;
  const { doing, done, total, accepted = 0, duplicate = 0, refused = 0 } = progress;
  const label = doing === 'undo' ? t('imports.undoing') : t('imports.loading', { accepted, duplicate, refused });
  return <ProgressLine label={label} done={done} total={total} />;
}

/** `812 B`, `34.5 kB`, `12.0 MB`: as files are shown elsewhere. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [divisor, unit] = bytes < 1_000_000 ? [1_000, 'kB'] : [1_000_000, 'MB'];
  return `${(bytes / divisor).toFixed(1)} ${unit}`;
}
