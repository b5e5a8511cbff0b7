import type { Problem } from '../schema/problem.ts';

/** Limits of `POST /api/v1/reports`. */
export const maxReportsPerPost = 1_000;
export const maxBodyBytes = 1_048_576;

/** What became of one report. `sequence` of a duplicate is that of the first. */
export type ReportResult =
  | { status: 'accepted'; sequence: number }
  | { status: 'duplicate'; sequence: number }
  | { status: 'refused'; problem: Problem };

export type ReportsAnswer = { epoch: string; results: ReportResult[] };

/** Answer of `POST /api/v1/tracks/{name}/retire` and `…/take-back`. */
export type RetireAnswer = { epoch: string; status: 'accepted' | 'duplicate'; sequence: number };

/** Answer of `GET /api/v1/health`; readable without sign-in. */
export type Health = {
  status: 'ok' | 'not-recording';
  version: string;
  epoch: string;
  sequence: number;
  recording: boolean;
  exercise: boolean;
  viewers: number;
  sources: { sourceId: string; name: string; status: string; lastHeardAt?: string }[];
};

/** The address of a track. Its name is one piece: between slashes of its own, a dot or two would be a step in the path. */
export function trackPath(name: string): string {
  return `/api/v1/tracks/${encodeURIComponent(name)}`;
}
