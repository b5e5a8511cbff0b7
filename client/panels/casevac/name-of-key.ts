import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import type { Translate } from '../../language/use-text.ts';
import type { Live } from '../../store/live-context.ts';

/** What people call a record; its id where the picture does not hold it. */
export function nameOfKey({ store }: Pick<Live, 'store'>, key: string): string {
  const record = store.picture.records.get(key);
  const kind = kindOfKey(key);
  const id = key.slice(key.indexOf('/') + 1);
  // Names of assets, facilities, sites and patrols are their own in every language.
  return record && kind ? descriptionOf(kind).titleOf(record, noWords) : id;
}

const noWords: Translate = (id) => id;
