import type { ColumnMapping, TimeFormat } from '#shared/schema/imports/column-mapping.ts';

/** Changes of a mapping, each a new one: a field is filled by a column or by a constant, never told by both. */

export function withColumn(mapping: ColumnMapping, field: string, column: string | undefined): ColumnMapping {
  return {
    ...mapping,
    columns: withEntry(mapping.columns, field, column),
    constants: withEntry(mapping.constants, field, undefined),
    // What words and times of another column meant says nothing of this one.
    values: withEntry(mapping.values, field, undefined),
    times: withEntry(mapping.times, field, undefined),
  };
}

export function withConstant(mapping: ColumnMapping, field: string, constant: string): ColumnMapping {
  const cleared = withColumn(mapping, field, undefined);
  return { ...cleared, constants: withEntry(cleared.constants, field, constant) };
}

export function withTimeFormat(mapping: ColumnMapping, field: string, format: TimeFormat): ColumnMapping {
  return { ...mapping, times: withEntry(mapping.times, field, format) };
}

export function withMeaning(
  mapping: ColumnMapping,
  field: string,
  word: string,
  meaning: string | undefined,
): ColumnMapping {
  const told = withEntry(mapping.values[field] ?? {}, word, meaning);
  return { ...mapping, values: withEntry(mapping.values, field, Object.keys(told).length > 0 ? told : undefined) };
}

function withEntry<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: NoInfer<T> | undefined,
): Record<string, T> {
  const entries = Object.entries(record).filter(([each]) => each !== key);
  return Object.fromEntries(value === undefined ? entries : [...entries, [key, value]]);
}
