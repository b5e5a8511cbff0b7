import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { IntlProvider } from 'react-intl';
import { en } from './en/catalogue.ts';
import { laterWords } from './later-words.ts';

type Language = 'en' | 'fr' | 'ar';
type Catalogue = Record<string, string>;

/** Digits stay Western in every language: call signs, coordinates and radio use them. */
const locales = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' } as const;
/** What most open first comes with the page; the others come when they are chosen. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<Catalogue>> = {
  fr: async () => (await import('./fr/catalogue.ts')).fr,
  ar: async () => (await Promise.all([import('./ar/catalogue.ts'), loadArabicFont()]))[0].ar,
};

/** Also for the name of the language in the menu, once nothing more urgent is on the line. */
export async function loadArabicFont(): Promise<void> {
  await import('./arabic-font.ts');
}

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const [loaded, setLoaded] = useState<{ language: Language; messages: Catalogue }>({ language: 'en', messages: en });
  const later = useSyncExternalStore(laterWords.subscribe, laterWords.current);
  useEffect(() => {
    let isWanted = true;
    const load = language === 'en' ? Promise.resolve(en) : loaders[language]();
    load.then(
      (messages) => isWanted && setLoaded({ language, messages }),
      // The link failed meanwhile: what is there stays, in the language it is in.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = loaded.language;
    // Not the root: the map draws letters on canvases outside the page, which turn brackets round with it.
    document.body.dir = loaded.language === 'ar' ? 'rtl' : 'ltr';
  }, [loaded.language]);
  const messages = useMemo(() => ({ ...later, ...loaded.messages }), [later, loaded.messages]);
  return (
    <IntlProvider locale={locales[loaded.language]} messages={messages} defaultLocale="en-GB">
      {children}
    </IntlProvider>
  );
}
