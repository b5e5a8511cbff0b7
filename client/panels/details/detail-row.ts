import type { Mission } from '#shared/schema/mission.ts';
import type { MessageId, Translate } from '../../language/use-text.ts';
import type { Live } from '../../store/live-context.ts';

/** One line of the entity panel. `ltr` for codes, coordinates and times, which keep their direction in every language. */
export type DetailRow = {
  label: MessageId;
  /** Stands in for the label where the name is the source's own. */
  name?: string;
  value: string;
  tone?: 'critical' | 'warning' | 'dim';
  isLtr?: true;
  /** Offers a button that copies the value. */
  isCopyable?: true;
  /** Selects another record. */
  key?: string;
};
export type DetailSection = { title: MessageId; rows: DetailRow[]; text?: string };

/** What the rows of every kind are made from. `now` is the server's time. */
export type DetailContext = { live: Live; mission: Mission; t: Translate; now: number };

/** Rows whose value is known. */
export function known(rows: readonly (DetailRow | undefined | false)[]): DetailRow[] {
  return rows.filter((row): row is DetailRow => Boolean(row) && (row as DetailRow).value !== '');
}

export function unitName(mission: Mission, unitId: string | undefined): string {
  return mission.units.find((unit) => unit.unitId === unitId)?.name ?? unitId ?? '';
}

/** Columns of the imported row, by the names that the source gives them. */
export function extraSection(extra: Readonly<Record<string, string>> | undefined): DetailSection[] {
  const columns = Object.entries(extra ?? {});
  if (columns.length === 0) return [];
  return [{ title: 'section.extra', rows: columns.map(([name, value]) => ({ label: 'section.extra', name, value })) }];
}
