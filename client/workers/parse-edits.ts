import { type Edit, editSchema } from '#shared/schema/medical/scenario.ts';

/** What an address says is supposed; nothing where it cannot be read. */
export function parseEdits(text: string | undefined): Edit[] {
  try {
    const parsed = editSchema
      .array()
      .max(200)
      .safeParse(JSON.parse(text ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
