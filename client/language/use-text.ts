import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { en } from './en/catalogue.ts';
import type { enLater } from './en/later.ts';

export type MessageId = keyof typeof en | keyof typeof enLater;
/** A message of the catalogue in the language of this person. */
export type Translate = (id: MessageId, values?: Record<string, string | number>) => string;

export function useText(): Translate {
  const intl = useIntl();
  return useCallback((id, values) => String(intl.formatMessage({ id } as { id: string }, values)), [intl]);
}
