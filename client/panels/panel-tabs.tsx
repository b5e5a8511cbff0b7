import { patrolPath } from '../format/symbol-paths.ts';
import { type MessageId, useText } from '../language/use-text.ts';
import { useLive, useView } from '../store/live-context.ts';
import type { PanelName } from '../store/view-url.ts';
import { controlPaths, Glyph } from '../ui/glyph.tsx';

const tabs: readonly { name: PanelName; label: MessageId; path: string }[] = [
  { name: 'layers', label: 'layers.title', path: controlPaths.layers },
  { name: 'list', label: 'list.title', path: controlPaths.list },
  { name: 'patrols', label: 'patrols.title', path: patrolPath },
  { name: 'activity', label: 'activity.title', path: controlPaths.activity },
];

/** Which panels are open. On a phone one at a time, as sheets; layers and list share their place everywhere. */
export function PanelTabs({ isPhone }: { isPhone: boolean }) {
  const t = useText();
  const { view } = useLive();
  const open = useView((state) => state.open);
  const selected = useView((state) => state.selected);
  const toggle = (name: PanelName) => {
    const isOpen = open.includes(name) && !(isPhone && selected);
    const kept = open.filter((each) => !isPhone && (name === 'activity' || each === 'activity') && each !== name);
    view.getState().change({ open: isOpen ? kept : [...kept, name], ...(isPhone ? { selected: undefined } : {}) });
  };
  return (
    <nav className="panel-tabs" aria-label={t('panels.label')}>
      {tabs.map(({ name, label, path }) => (
        <button
          key={name}
          type="button"
          className="icon-button"
          aria-pressed={open.includes(name)}
          aria-label={t(label)}
          title={t(label)}
          onClick={() => toggle(name)}
        >
          <Glyph path={path} colour={open.includes(name) ? 'text' : 'dim'} />
          <span className="tab-label">{t(label)}</span>
        </button>
      ))}
    </nav>
  );
}
