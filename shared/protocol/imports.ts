import { z } from 'zod';
import { type ColumnMapping, columnMappingSchema } from '../schema/imports/column-mapping.ts';
import type { ImportReport } from '../schema/imports/import.ts';
import { type Marking, markingSchema } from '../schema/marking.ts';
import type { Problem } from '../schema/problem.ts';
import { identifierSchema, instantSchema } from '../schema/vocabulary.ts';
import { affiliations, trackTypes } from '../schema/watch/track.ts';

/** Limits of `POST /api/v1/imports/uploads`. */
export const maxUploadBytes = 512 * 1024 * 1024;
export const maxUploads = 8;
/** Imports and undos waiting behind the one that runs. */
export const maxWaitingJobs = 8;

/** How a person wants an uploaded file read; what is left out the file decides. */
export const importSettingsSchema = z.strictObject({
  format: z.string().min(1).max(64).optional(),
  /** Replaces the source that the format gives. */
  source: identifierSchema.optional(),
  mapping: columnMappingSchema.optional(),
  marking: markingSchema.optional(),
  observedAt: instantSchema.optional(),
  trackType: z.enum(trackTypes).optional(),
  affiliation: z.enum(affiliations).optional(),
});
export type ImportSettings = z.output<typeof importSettingsSchema>;
/** The same as it is sent. */
export type ImportSettingsWire = Omit<z.input<typeof importSettingsSchema>, 'mapping'> & {
  mapping?: ColumnMapping | undefined;
};

export const commitSchema = z.strictObject({ uploadId: z.uuid(), settings: importSettingsSchema.default({}) });
export const undoSchema = z.strictObject({ reason: z.string().trim().min(3).max(400) });

/** A row as it would be stored, or why it would not. */
export type PreviewRow = { line: number; report: Record<string, unknown> } | { line: number; problem: Problem };

type Reason = { reason: string; count: number; firstLines: number[] };

/** A file read through without storing anything. `refused`: the file as a whole cannot be read. */
export type DryRun = {
  state: 'checking' | 'checked' | 'refused';
  problem?: Problem;
  format?: string;
  bytesRead?: number;
  bytesTotal?: number;
  /** Rows that would be taken, those included that are on record already. */
  ready?: number;
  /** How many of `ready` are on record already, or twice in the file. */
  duplicate?: number;
  refused?: number;
  /** Rows ready, by kind. */
  kinds?: Record<string, number>;
  reasons?: Reason[];
  /** What a person should know of rows that are ready all the same. */
  notes?: Reason[];
  /** What `line` and `firstLines` count. */
  rowUnit?: 'line' | 'record';
  /** The first rows, in file order. */
  rows?: PreviewRow[];
  /** The first rows that would be refused. */
  problems?: { line: number; problem: Problem }[];
};

/** An import of the same file, byte for byte. */
export type EarlierImport = { importId: string; status: string; endedAt?: string };

export type ImportFormatName = { name: string; title: string; isMapped: boolean };

/** What the columns of a file are, and what they seem to mean; `problems` say what is missing, one sentence each. */
export type MappingProposal = {
  mapping: ColumnMapping;
  problems: string[];
  columns: string[];
  sample: Record<string, string>[];
  /** By column that holds few different words: these words, as far as the beginning of the file shows. */
  words: Record<string, string[]>;
};

/** Answer of `GET /api/v1/imports/mappings`. */
export type SavedMappings = { mappings: ColumnMapping[]; problems: string[] };

export type Upload = {
  uploadId: string;
  name: string;
  sizeBytes: number;
  sha256: string;
  formats: ImportFormatName[];
  /** What its content looks like; absent when no format fits. */
  detected?: string;
  earlier: EarlierImport[];
  /** Absent for files that cannot be read as text. */
  proposal?: MappingProposal;
  dryRun: DryRun;
};

export type JobProgress = {
  state: 'waiting' | 'working';
  doing: 'import' | 'undo';
  done: number;
  total: number;
  accepted?: number;
  duplicate?: number;
  refused?: number;
};

/** An import as `GET /api/v1/imports` lists it: times in ISO 8601 UTC, and how far it is while it runs. */
export type ImportEntry = Omit<ImportReport, 'startedAt' | 'endedAt' | 'undo'> & {
  startedAt: string;
  endedAt?: string;
  undo?: Omit<NonNullable<ImportReport['undo']>, 'askedAt'> & { askedAt: string };
  /** Who handed it in; withheld from those who may not know. */
  actor?: string;
  marking: Marking;
  sequence: number;
  progress?: JobProgress;
};

/** Answer of `GET /api/v1/imports/{id}` before the record exists. */
export type WaitingImport = { importId: string; status: 'waiting'; progress: JobProgress };

export type ImportList = { count: number; imports: ImportEntry[] };
