import type { ReportResult } from '#shared/protocol/http.ts';

/**
 * Where a source hands its reports (wire form, as posted over HTTP). Resolves once all that was accepted is on disk;
 * rejects only when the server cannot store (overloaded, not recording), and then nothing was acknowledged.
 */
export type ReportSink = (reports: readonly unknown[]) => Promise<ReportResult[]>;

/** A running source. `close` resolves when nothing more will be handed in. */
export type RunningSource = { close: () => Promise<void> };
