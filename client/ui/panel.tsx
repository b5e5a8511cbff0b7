import type { ReactNode } from 'react';
import { useText } from '../language/use-text.ts';
import { controlPaths, Glyph } from './glyph.tsx';

/** A floating panel with a heading; on a phone the same thing is a sheet. */
export function Panel(props: {
  name: string;
  title: string;
  onClose?: (() => void) | undefined;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <section className={`panel panel-${props.name}`} aria-label={props.title}>
      <header className="panel-head">
        <h2>{props.title}</h2>
        {props.actions}
        {props.onClose && (
          <button type="button" className="icon-button" onClick={props.onClose} aria-label={t('action.close')}>
            <Glyph path={controlPaths.close} />
          </button>
        )}
      </header>
      <div className="panel-body">{props.children}</div>
    </section>
  );
}
