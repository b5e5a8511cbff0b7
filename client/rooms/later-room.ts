import { later } from './later.ts';

/** The room of the past, which does not travel with the first picture. */
export const ReplayRoom = later(async () => (await import('./replay/replay-room.tsx')).ReplayRoom);
