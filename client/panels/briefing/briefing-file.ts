import { briefingFileSchema, findBriefingFault } from '#shared/schema/watch/briefing.ts';
import { type Briefing, formatContent } from '../../store/replay/briefing-draft.ts';

/** Why a file is not taken; `detail` is where it is at fault. */
export type FileProblem = { name: 'too-large' | 'not-json' | 'not-briefing' | 'newer' | 'faulty'; detail: string };
export type ParsedBriefing = { ok: true; value: Omit<Briefing, 'briefingId'> } | { ok: false; problem: FileProblem };

export const briefingFileEnding = '.vedette-briefing.json';
const maxCharacters = 4_000_000;

/** The briefing as a file that another server takes; its marking goes with it. */
export function formatBriefingFile({ marking, ...briefing }: Briefing): string {
  const file = { format: 'vedette-briefing', version: 1, ...(marking ? { marking } : {}), ...formatContent(briefing) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The text of a file → a briefing without an id. Nothing is thrown. */
export function parseBriefingFile(text: string): ParsedBriefing {
  if (text.length > maxCharacters) return refuse('too-large', `${text.length} > ${maxCharacters}`);
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return refuse('not-json', error instanceof Error ? error.message : String(error));
  }
  const { format, version } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (format !== 'vedette-briefing') return refuse('not-briefing', String(format));
  if (typeof version === 'number' && version > 1) return refuse('newer', String(version));
  const parsed = briefingFileSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse('faulty', [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '));
  }
  const { title, bookmarks, marking } = parsed.data;
  const fault = findBriefingFault({ bookmarks });
  if (fault !== undefined) return refuse('faulty', fault);
  return { ok: true, value: { title, bookmarks, ...(marking ? { marking } : {}) } };
}

/** What the file is called on the disk: what of the title any system takes. */
export function nameOfFile(title: string, ending: string): string {
  const name = title
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${name || 'briefing'}${ending}`;
}

function refuse(name: FileProblem['name'], detail: string): ParsedBriefing {
  return { ok: false, problem: { name, detail } };
}
