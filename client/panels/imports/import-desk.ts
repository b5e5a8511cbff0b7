import { createStore } from 'zustand/vanilla';
import {
  type ImportEntry,
  type ImportSettingsWire,
  type MappingProposal,
  maxUploadBytes,
  type Upload,
  type WaitingImport,
} from '#shared/protocol/imports.ts';
import type { ColumnMapping, MappedKind } from '#shared/schema/imports/column-mapping.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { importRequests, sendUpload } from './import-requests.ts';

/** What stands on the desk: one file at a time, from the choice to the result. */
export type DeskStep =
  | { kind: 'choose' }
  | { kind: 'sending'; name: string; sizeBytes: number; sentBytes: number }
  | { kind: 'preview'; upload: Upload; settings: ImportSettingsWire; proposal: MappingProposal | undefined }
  | { kind: 'loading'; name: string; importId: string; entry: ImportEntry | WaitingImport | undefined }
  | { kind: 'result'; entry: ImportEntry }
  | { kind: 'failed'; name: string; problem: RequestProblem };

export type DeskState = {
  step: DeskStep;
  /** Files that come after the one on the desk. */
  waiting: readonly File[];
  /** What was asked for last and could not be done, beside the step it was asked in. */
  problem: RequestProblem | undefined;
};

const pollMs = 400;
const settleMs = 350;

/**
 * The desk outlives the page that shows it: what is being sent, checked or loaded goes on when the page is closed, and
 * is there when it is opened again.
 */
export const desk = createStore<DeskState>()(() => ({ step: { kind: 'choose' }, waiting: [], problem: undefined }));

let sending: AbortController | undefined;
let checking: ReturnType<typeof setTimeout> | undefined;
/** Counts up with each question about the file on the desk; the answer to an earlier one is thrown away. */
let question = 0;

const put = (step: DeskStep) => desk.setState({ step, problem: undefined });

export function offerFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  desk.setState(({ waiting }) => ({ waiting: [...waiting, ...files] }));
  const { step } = desk.getState();
  if (step.kind === 'choose' || step.kind === 'result' || step.kind === 'failed') takeNext();
}

/** Clears the desk for the file that waits, or for a choice. */
export function takeNext(): void {
  question++;
  const [next, ...rest] = desk.getState().waiting;
  desk.setState({ waiting: rest });
  if (next) void sendFrom(next);
  else put({ kind: 'choose' });
}

async function sendFrom(file: File): Promise<void> {
  const { name, size: sizeBytes } = file;
  if (sizeBytes > maxUploadBytes) return put({ kind: 'failed', name, problem: { name: 'body-too-large' } });
  sending = new AbortController();
  const { signal } = sending;
  put({ kind: 'sending', name, sizeBytes, sentBytes: 0 });
  const onProgress = (sentBytes: number) => {
    if (!signal.aborted) put({ kind: 'sending', name, sizeBytes, sentBytes: Math.min(sentBytes, sizeBytes) });
  };
  const sent = await sendUpload(file, onProgress, signal);
  if (signal.aborted) return;
  if (!sent.ok) return put({ kind: 'failed', name, problem: sent.problem });
  const { proposal } = sent.value;
  show(sent.value, {}, proposal);
  if (isMapped(sent.value, {}) && proposal) changeSettings({ mapping: proposal.mapping });
  else void follow(sent.value.uploadId);
}

export function cancelSending(): void {
  sending?.abort();
  takeNext();
}

function show(upload: Upload, settings: ImportSettingsWire, proposal: MappingProposal | undefined): void {
  put({ kind: 'preview', upload, settings, proposal });
}

/** The format that is told, else the one that the content looks like. */
function formatOf({ detected }: Upload, { format }: ImportSettingsWire): string | undefined {
  return format ?? detected;
}

/** True where the columns have no meaning of their own. */
export function isMapped(upload: Upload, settings: ImportSettingsWire): boolean {
  const name = formatOf(upload, settings);
  return upload.formats.some((format) => format.name === name && format.isMapped);
}

/** Reads the file anew under changed settings, once they have settled; undefined takes one back. */
export function changeSettings(
  change: { [Name in keyof ImportSettingsWire]?: ImportSettingsWire[Name] | undefined },
): void {
  const { step } = desk.getState();
  if (step.kind !== 'preview') return;
  const changed = Object.entries({ ...step.settings, ...change }).filter(([, value]) => value !== undefined);
  const settings = Object.fromEntries(changed) as ImportSettingsWire;
  const { upload, proposal } = step;
  if (isMapped(upload, settings) && !settings.mapping && proposal) settings.mapping = proposal.mapping;
  if (!isMapped(upload, settings)) delete settings.mapping;
  show({ ...upload, dryRun: { state: 'checking' } }, settings, proposal);
  const asked = ++question;
  clearTimeout(checking);
  checking = setTimeout(async () => {
    const answer = await importRequests.check(upload.uploadId, settings);
    if (asked !== question) return;
    if (answer.ok) void follow(upload.uploadId);
    else desk.setState({ problem: answer.problem });
  }, settleMs);
}

/** Asks for the guess of another kind: its fields are others. */
export async function changeKind(kind: MappedKind): Promise<void> {
  const { step } = desk.getState();
  if (step.kind !== 'preview') return;
  const asked = ++question;
  const answer = await importRequests.propose(step.upload.uploadId, kind);
  const now = desk.getState().step;
  if (asked !== question || now.kind !== 'preview') return;
  if (!answer.ok) return desk.setState({ problem: answer.problem });
  show(now.upload, now.settings, answer.value);
  changeSettings({
    mapping: { ...answer.value.mapping, name: step.settings.mapping?.name ?? answer.value.mapping.name },
  });
}

export function changeMapping(mapping: ColumnMapping): void {
  changeSettings({ mapping });
}

async function follow(uploadId: string): Promise<void> {
  const asked = question;
  for (;;) {
    const answer = await importRequests.readUpload(uploadId);
    const { step } = desk.getState();
    if (asked !== question || step.kind !== 'preview') return;
    if (answer.ok) show(answer.value, step.settings, step.proposal);
    else if (answer.problem.name !== 'unreachable')
      return put({ kind: 'failed', name: step.upload.name, problem: answer.problem });
    else desk.setState({ problem: answer.problem });
    if (answer.ok && answer.value.dryRun.state !== 'checking') return;
    await pause(pollMs);
  }
}

export function discardUpload(): void {
  const { step } = desk.getState();
  if (step.kind === 'preview') void importRequests.discard(step.upload.uploadId);
  takeNext();
}

export async function loadUpload(): Promise<void> {
  const { step } = desk.getState();
  if (step.kind !== 'preview') return;
  const { upload, settings } = step;
  question++;
  const answer = await importRequests.load(upload.uploadId, settings);
  if (!answer.ok) return desk.setState({ problem: answer.problem });
  await watch(answer.value.importId, upload.name);
}

async function watch(importId: string, name: string): Promise<void> {
  put({ kind: 'loading', name, importId, entry: undefined });
  for (;;) {
    await pause(pollMs);
    const answer = await importRequests.read(importId);
    if (answer.ok && 'startedAt' in answer.value && !answer.value.progress)
      return put({ kind: 'result', entry: answer.value });
    if (answer.ok) put({ kind: 'loading', name, importId, entry: answer.value });
    else if (answer.problem.name === 'not-found') return put({ kind: 'failed', name, problem: answer.problem });
    else desk.setState({ problem: answer.problem });
  }
}

export async function stopLoading(): Promise<void> {
  const { step } = desk.getState();
  if (step.kind !== 'loading') return;
  const answer = await importRequests.stop(step.importId);
  if (!answer.ok) desk.setState({ problem: answer.problem });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// A file that is left behind by a page that goes would keep its place for an hour.
globalThis.addEventListener?.('pagehide', () => {
  const { step } = desk.getState();
  if (step.kind === 'preview') void importRequests.discard(step.upload.uploadId);
});
