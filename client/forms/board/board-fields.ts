import { facilityLevels } from '#shared/schema/medical/facility.ts';
import type { MessageId } from '../../language/use-text.ts';
import type { Fault } from '../checks/fault.ts';

/** What a cell of the medical board takes. `prefix` of choices names each in the catalogue. */
export type BoardControl =
  | { kind: 'number'; least: number; most: number; isWhole?: true }
  | {
      kind: 'choice';
      choices: readonly string[];
      prefix: 'assetStatus' | 'facilityStatus' | 'facilityLevel' | 'landing';
    }
  | { kind: 'flag' };

export type BoardField = {
  /** As the report names it. */
  name: string;
  label: MessageId;
  control: BoardControl;
  /** A report without it is refused. */
  isNeeded?: true;
  /** Shown behind a number. */
  isMinutes?: true;
};

/** The columns, with the limits of the reports' schemas. */
export const assetFields: readonly BoardField[] = [
  {
    ...{ name: 'status', label: 'field.status', isNeeded: true },
    control: { kind: 'choice', choices: ['ready', 'tasked', 'unserviceable', 'unknown'], prefix: 'assetStatus' },
  },
  {
    ...{ name: 'noticeMinutes', label: 'field.notice', isMinutes: true },
    control: { kind: 'number', least: 0, most: 1_440 },
  },
  { name: 'medicalCrew', label: 'field.crew', control: { kind: 'flag' } },
  { name: 'nightCapable', label: 'field.night', control: { kind: 'flag' } },
  { name: 'litters', label: 'field.litters', control: { kind: 'number', least: 0, most: 60, isWhole: true } },
];

export const facilityFields: readonly BoardField[] = [
  {
    ...{ name: 'level', label: 'field.level', isNeeded: true },
    // A civilian facility gives no tier: it would leave the board, and nobody could bring it back from here.
    control: {
      kind: 'choice',
      choices: facilityLevels.filter((level) => level !== 'civilian'),
      prefix: 'facilityLevel',
    },
  },
  {
    ...{ name: 'status', label: 'field.status', isNeeded: true },
    control: { kind: 'choice', choices: ['open', 'limited', 'closed', 'unknown'], prefix: 'facilityStatus' },
  },
  { name: 'tablesFree', label: 'field.tables', control: { kind: 'number', least: 0, most: 100, isWhole: true } },
  { name: 'bedsFree', label: 'field.beds', control: { kind: 'number', least: 0, most: 10_000, isWhole: true } },
  { name: 'bloodUnits', label: 'field.blood', control: { kind: 'number', least: 0, most: 10_000, isWhole: true } },
  { name: 'doctorPresent', label: 'field.doctor', control: { kind: 'flag' } },
  {
    ...{ name: 'landingSite', label: 'field.landing' },
    control: { kind: 'choice', choices: ['none', 'day', 'day-and-night'], prefix: 'landing' },
  },
];

/** How long what is said now may be believed, hours. */
export const validityField: BoardField = {
  ...{ name: 'validHours', label: 'field.validUntil', isNeeded: true },
  control: { kind: 'number', least: 0.25, most: 168 },
};

export type CheckedValue = { ok: true; value: string | number | boolean | undefined } | { ok: false; fault: Fault };

/** What was typed or chosen, as the report takes it; empty is not reported, where a report can do without. */
export function checkBoardValue(
  { control, isNeeded }: Pick<BoardField, 'control' | 'isNeeded'>,
  text: string,
): CheckedValue {
  const typed = text.trim();
  if (typed === '')
    return isNeeded ? { ok: false, fault: { id: 'boardFault.needed' } } : { ok: true, value: undefined };
  if (control.kind === 'choice')
    return control.choices.includes(typed)
      ? { ok: true, value: typed }
      : { ok: false, fault: { id: 'boardFault.choice' } };
  if (control.kind === 'flag')
    return typed === 'yes' || typed === 'no'
      ? { ok: true, value: typed === 'yes' }
      : { ok: false, fault: { id: 'boardFault.choice' } };
  const { least, most, isWhole } = control;
  if (!/^-?\d+([.,]\d+)?$/.test(typed)) return { ok: false, fault: { id: 'boardFault.number' } };
  const value = Number(typed.replace(',', '.'));
  if (value < least || value > most) return { ok: false, fault: { id: 'boardFault.range', values: { least, most } } };
  if (isWhole && !Number.isInteger(value)) return { ok: false, fault: { id: 'boardFault.whole' } };
  return { ok: true, value };
}

/** The value of a report as its control holds it. */
export function editedText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
