import type { FactEvent } from '#shared/schema/report.ts';

const timeName = /(At|From|To|Until)$/;

/** A fact of the log in wire form again, without its message id: what it says, under the marking it had. */
export function formatFact({ kind, source, observedAt, marking, body }: FactEvent): Record<string, unknown> {
  return {
    ...(formatTimes(body) as object),
    ...{ kind, source, marking, observedAt: new Date(observedAt).toISOString() },
  };
}

/** Epoch milliseconds under names that mean a time → ISO 8601. Ids, however named, are text and stay. */
function formatTimes(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return timeName.test(name) ? new Date(value).toISOString() : value;
  if (Array.isArray(value)) return value.map((each) => formatTimes(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, formatTimes(each, key)]));
}
