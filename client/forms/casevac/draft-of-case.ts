import type { CaseTime, CasevacBody } from '#shared/schema/medical/casevac.ts';
import { caseTimeNames } from '#shared/schema/medical/casevac-terms.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { type CasevacDraft, emptyDrafts } from '../../store/entry/entry-drafts.ts';
import { choiceLines, numberLines, patientChoices, patientTexts, textLines, unknownTime } from './case-fields.ts';

/** A case as its form would have been filled in, so that it can be added to. */
export function draftOfCase(caseId: string, body: CasevacBody): CasevacDraft {
  const written: [string, string][] = [...textLines, ...numberLines, ...Object.keys(choiceLines)].flatMap((name) => {
    const value = (body as unknown as Record<string, unknown>)[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  const { injuryToleranceMinutes: tolerance } = body.times;
  return {
    ...emptyDrafts.casevac,
    caseId,
    place: body.position ? `${body.position[1]} ${body.position[0]}` : '',
    lines: Object.fromEntries(written),
    precedence: writeCounts(body.precedence),
    groups: writeCounts(body.groups),
    equipment: Object.fromEntries((body.equipment ?? []).map((each) => [each, 'yes'])),
    times: {
      ...Object.fromEntries(caseTimeNames.map((name) => [name, writeTime(body.times[name])])),
      tolerance: tolerance === undefined ? '' : String(tolerance),
    },
  };
}

/** A patient as the form has them. */
export function draftOfPatient(patient: CasevacBody['patients'][number] | undefined): Record<string, string> {
  if (!patient) return {};
  const texts = ['patientId', ...patientTexts, ...Object.keys(patientChoices)].map((name) => [
    name,
    String((patient as Record<string, unknown>)[name] ?? ''),
  ]);
  const { injuryAt, surgeryAt } = patient;
  return { ...Object.fromEntries(texts), injuryAt: writeTime(injuryAt), surgeryAt: writeTime(surgeryAt) };
}

function writeCounts(counts: Readonly<Record<string, number>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(counts ?? {}).map(([name, count]) => [name, String(count)]));
}

function writeTime(time: CaseTime | undefined): string {
  if (time === undefined) return '';
  return time === 'unknown' ? unknownTime : formatUtcDateTime(time).slice(0, -1);
}
