import { unmarked } from '#shared/schema/marking.ts';
import { formatLocalTime, formatUtcDateTime, formatZone } from '../../format/time-text.ts';
import type { Translate } from '../../language/use-text.ts';
import type { Briefing } from '../../store/replay/briefing-draft.ts';

type About = {
  t: Translate;
  language: string;
  mission: { name: string; timeZone: string };
  isExercise: boolean;
  /** Epoch milliseconds. */
  madeAt: number;
};

const style = `
:root { color-scheme: light; }
body { font: 11pt/1.5 system-ui, sans-serif; color: #14202a; max-width: 46rem; margin: 0 auto; padding: 1rem; }
.marking { text-align: center; font-weight: 700; letter-spacing: 0.08em; border: 1px solid; padding: 0.2rem; }
.exercise { text-align: center; font-weight: 700; letter-spacing: 0.2em; }
ol { padding-inline-start: 1.6rem; }
li { margin-block: 1.2rem; break-inside: avoid; }
h2 { font-size: 13pt; margin: 0; }
.time { color: #46565f; font-variant-numeric: tabular-nums; margin: 0; }
.text { white-space: pre-wrap; margin-block: 0.4rem 0; }
footer { color: #46565f; margin-block: 1.5rem; }
`;

/** A briefing as one page that stands by itself: no script, nothing fetched, to be read and printed anywhere. */
export function formatBriefingDocument(briefing: Briefing, about: About): string {
  const { t, language, mission, isExercise, madeAt } = about;
  const { classification, releasableTo, originator } = briefing.marking ?? unmarked;
  const groups = releasableTo.length > 0 ? ` · ${t('field.releasable')}: ${releasableTo.join(', ')}` : '';
  const marking = `<p class="marking">${escapeSigns(`${t(`classification.${classification}`)}${groups}`)}</p>`;
  const exercise = isExercise ? `<p class="exercise">${escapeSigns(t('exercise.mark'))}</p>` : '';
  const made = t('briefing.made', { time: formatUtcDateTime(madeAt) });
  return `<!DOCTYPE html>
<html lang="${escapeSigns(language)}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeSigns(briefing.title)}</title>
<style>${style}</style>
</head>
<body>
${marking}
${exercise}
<h1>${isolated(briefing.title)}</h1>
<p>${isolated(mission.name)} · ${escapeSigns(t('field.originator'))}: ${isolated(originator)}</p>
<ol>
${briefing.bookmarks.map((bookmark) => formatBookmark(bookmark, about)).join('\n')}
</ol>
<footer>${escapeSigns(made)}</footer>
${exercise}
${marking}
</body>
</html>
`;
}

function formatBookmark({ at, title, text, truth }: Briefing['bookmarks'][number], { t, mission }: About): string {
  const utc = formatUtcDateTime(at, true);
  const local = `${formatLocalTime(at, mission.timeZone)} ${formatZone(at, mission.timeZone)}`;
  const said = text ? `\n<p class="text" dir="auto">${escapeSigns(text)}</p>` : '';
  return `<li>
<h2>${isolated(title)}</h2>
<p class="time"><time datetime="${new Date(at).toISOString()}">${bidi(utc)}</time> · ${bidi(local)} · ${escapeSigns(t(`truth.${truth}`))}</p>${said}
</li>`;
}

function isolated(text: string): string {
  return `<bdi dir="auto">${escapeSigns(text)}</bdi>`;
}

function bidi(text: string): string {
  return `<bdi dir="ltr">${escapeSigns(text)}</bdi>`;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeSigns(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign]!);
}
