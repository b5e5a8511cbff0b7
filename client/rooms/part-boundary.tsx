import { Component, type ReactNode, useState } from 'react';
import { useText } from '../language/use-text.ts';
import { useLive, useView } from '../store/live-context.ts';
import './part-boundary.css';

type Props = {
  children: ReactNode;
  /** Away from the part, where there is a way. */
  onClose?: (() => void) | undefined;
};

/** What failed ends here: the room around it goes on, and says so. */
export class PartBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { children, onClose } = this.props;
    return this.state.hasFailed ? <PartNotice onClose={onClose} /> : children;
  }
}

function PartNotice({ onClose }: Omit<Props, 'children'>) {
  const t = useText();
  const { view } = useLive();
  const isPast = useView((state) => state.replay !== undefined);
  const [isUnreachable, setUnreachable] = useState(false);
  // A browser does not ask again for a part that did not come, but for a page; and that only while there is a server, or
  // the picture that is held here would be gone too. The address brings the view back.
  const reload = async () => {
    const answer = await fetch('/api/v1/health', { cache: 'no-store' }).catch(() => undefined);
    if (answer) location.reload();
    else setUnreachable(true);
  };
  return (
    <div className="notice" role="alert">
      <h2>{t('error.part')}</h2>
      <p>{t(isUnreachable ? 'loading.waiting' : 'error.partHelp')}</p>
      <button type="button" onClick={() => void reload()}>
        {t('action.reload')}
      </button>
      {onClose && (
        <button type="button" onClick={onClose}>
          {t('action.close')}
        </button>
      )}
      {isPast && (
        <button type="button" onClick={() => view.getState().change({ replay: undefined })}>
          {t('action.toWatch')}
        </button>
      )}
    </div>
  );
}
