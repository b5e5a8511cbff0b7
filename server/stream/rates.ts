import type { LinkProfile } from '#shared/parameters/freshness.ts';

/** How often a picture is sent, by how much the link of a viewer carries; live and replay alike. */
export const tickMs: Record<LinkProfile, number> = { lan: 100, vsat: 1_000 };
export const beatMs = 1_000;
/** Every so many beats carry the hash of the picture. */
export const beatsBetweenChecks = 5;
