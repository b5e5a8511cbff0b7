/** The closed list of reasons for which something is refused, by name. */
export const problemNames = [
  'malformed-json',
  'body-too-large',
  'too-many-reports',
  'invalid-report',
  'unknown-kind',
  'missing-message-id',
  'time-before-record',
  'time-in-future',
  'unsupported-media-type',
  'not-found',
  'not-ready',
  'no-cover',
  'bad-query',
  'too-large',
  'overloaded',
  'not-recording',
  'foreign-origin',
  'protocol-version',
  'malformed-cot',
  'unsupported-cot',
  'unreadable-file',
  'unknown-format',
  'mapping-needed',
  'not-lost',
  'not-newest',
  'import-busy',
  'upload-cut-off',
  'damaged-clip',
  'internal',
] as const;
export type ProblemName = (typeof problemNames)[number];

/** A named refusal. `detail` is for the person who sent it and never quotes another record. */
export type Problem = { name: ProblemName; detail: string };

/** Why a request came to nothing, as it is told to a person: a name of the list, or `unreachable` when no answer came. */
export type RequestProblem = { name: string; detail?: string };

export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function refuse(name: ProblemName, detail: string): { ok: false; problem: Problem } {
  return { ok: false, problem: { name, detail } };
}
