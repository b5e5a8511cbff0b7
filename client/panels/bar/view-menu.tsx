import { languageNames } from '../../commands/view-commands.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { languages, themeNames } from '../../store/view/view-url.ts';

export function ViewMenu() {
  const t = useText();
  const { view } = useLive();
  const theme = useView((state) => state.theme);
  const language = useView((state) => state.language);
  return (
    <div className="view-menu">
      <select
        aria-label={t('theme.label')}
        value={theme}
        onChange={(event) => view.getState().change({ theme: event.target.value as typeof theme })}
      >
        {themeNames.map((name) => (
          <option key={name} value={name}>
            {t(`theme.${name}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('language.label')}
        value={language ?? document.documentElement.lang}
        onChange={(event) => view.getState().change({ language: event.target.value as 'en' })}
      >
        {languages.map((name) => (
          <option key={name} value={name} lang={name}>
            {languageNames[name]}
          </option>
        ))}
      </select>
    </div>
  );
}
