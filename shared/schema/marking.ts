import { z } from 'zod';

export const classifications = ['unclassified', 'confidential', 'strictly-confidential'] as const;
export type Classification = (typeof classifications)[number];

/**
 * Who may see a record: classification × releasability × originator.
 * An empty `releasableTo` means every component of the mission; otherwise only the named groups and the originator.
 */
export const markingSchema = z.strictObject({
  classification: z.enum(classifications),
  releasableTo: z.array(z.string().min(1).max(64)).max(32).default([]),
  originator: z.string().min(1).max(64).default('mission'),
});
export type Marking = z.infer<typeof markingSchema>;

export const unmarked: Marking = { classification: 'unclassified', releasableTo: [], originator: 'mission' };
