import { en } from './en/catalogue.ts';
import { enLater } from './en/later.ts';
import type { MessageId } from './use-text.ts';

/** Every message of English in one: for tests, where nothing has to wait for its words. */
export const allEnglish: Record<MessageId, string> = { ...en, ...enLater };
