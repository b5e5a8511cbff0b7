import type { ArchiveProblemName } from '#shared/protocol/basemaps.ts';

/** A file of the basemap folder cannot be shown. Trying again helps only when the file changes. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly problem: ArchiveProblemName;

  constructor(problem: ArchiveProblemName, detail: string) {
    super(detail);
    this.problem = problem;
  }
}
