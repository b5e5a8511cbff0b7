import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ImportEntry } from '#shared/protocol/imports.ts';
import { useText } from '../../language/use-text.ts';
import { desk } from './import-desk.ts';
import { ImportLine } from './import-line.tsx';
import { importRequests } from './import-requests.ts';

const busyMs = 700;
const idleMs = 5_000;

/** Every file that was loaded, the latest first: what came of it, by whom, and whether it was taken back. */
export function ImportList() {
  const t = useText();
  const { imports, hasFailed, readAgain } = useImports();
  return (
    <section className="import-list" aria-label={t('imports.list')}>
      <h3>{t('imports.list')}</h3>
      {hasFailed && (
        <p className="tone-warning" role="alert">
          {t('imports.listFailed')}
        </p>
      )}
      {imports?.length === 0 && <p className="quiet">{t('imports.empty')}</p>}
      {imports === undefined && !hasFailed && <p className="quiet">{t('imports.reading')}</p>}
      <ul>
        {imports?.map((entry) => (
          <ImportLine key={entry.importId} entry={entry} onChange={readAgain} />
        ))}
      </ul>
    </section>
  );
}

/** Read often while something runs, rarely while nothing does; an error keeps what is known. */
function useImports(): { imports: ImportEntry[] | undefined; hasFailed: boolean; readAgain: () => void } {
  const [state, setState] = useState<{ imports: ImportEntry[] | undefined; hasFailed: boolean }>({
    imports: undefined,
    hasFailed: false,
  });
  const [asked, setAsked] = useState(0);
  // What is loaded from here stands at the top at once, before anybody undoes the one below it.
  const kind = useStore(desk, ({ step }) => step.kind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step says when something new stands in the list.
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const answer = await importRequests.list();
      if (!isWanted) return;
      if (answer.ok) setState({ imports: answer.value.imports, hasFailed: false });
      else setState((before) => ({ ...before, hasFailed: true }));
      const isBusy = answer.ok && answer.value.imports.some(({ progress }) => progress !== undefined);
      timer = setTimeout(() => void read(), isBusy || asked > 0 ? busyMs : idleMs);
    };
    void read();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked, kind]);
  return { ...state, readAgain: () => setAsked((count) => count + 1) };
}
