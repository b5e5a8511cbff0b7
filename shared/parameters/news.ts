/** For so long an incident is news: it is sent with what stands now, and drawn by itself wherever it lies. */
export const newsMs = 30 * 86_400_000;
