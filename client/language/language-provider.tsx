import { type ReactNode, useEffect } from 'react';
import { IntlProvider } from 'react-intl';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const catalogues = { en, fr, ar };
/** Digits stay Western in every language: call signs, coordinates and radio use them. */
const locales = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' } as const;

export function LanguageProvider({ language, children }: { language: keyof typeof catalogues; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  }, [language]);
  return (
    <IntlProvider locale={locales[language]} messages={catalogues[language]} defaultLocale="en-GB">
      {children}
    </IntlProvider>
  );
}
