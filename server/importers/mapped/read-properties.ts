/** Properties as cells; the id that GeoJSON puts beside them stands in where no property has that name. */
export function readProperties({ properties, id }: Readonly<Record<string, unknown>>): Map<string, string> {
  const cells = new Map<string, string>();
  if (typeof properties === 'object' && properties !== null)
    for (const [name, value] of Object.entries(properties)) cells.set(name, formatCell(value));
  if ((typeof id === 'string' || typeof id === 'number') && !cells.has('id')) cells.set('id', String(id));
  return cells;
}

function formatCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
