import { type CaseClock, type CaseClocks, type ClockName, clockNames } from '#shared/coverage/cases/case-clocks.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import { formatAge } from '../../format/age-text.ts';
import { type Translate, useText } from '../../language/use-text.ts';

/** The three clocks in words, or the one that presses most; colour only underlines them. */
export function ClockLine({ clocks, isBrief = false }: { clocks: CaseClocks; isBrief?: boolean }) {
  const t = useText();
  return (
    <span className="case-clocks">
      {(isBrief ? [pressing(clocks)] : clockNames).map((name) => (
        <span key={name} className={`case-clock clock-${isLate(clocks[name]) ? 'late' : clocks[name].state}`}>
          <span className="clock-name">{t(`caseClockName.${name}`, { minutes: tierMinutes[name] })}</span>{' '}
          <span className="clock-word">{clockText(t, clocks[name])}</span>
        </span>
      ))}
    </span>
  );
}

/** The one that runs and has least left; where none runs, the first that was not met. */
function pressing(clocks: CaseClocks): ClockName {
  const left = (name: ClockName) => clocks[name].minutes ?? 0;
  const running = clockNames.filter((name) => clocks[name].state === 'running').sort((a, b) => left(a) - left(b));
  return running[0] ?? clockNames.find((name) => clocks[name].state !== 'met') ?? 'surgery';
}

function isLate({ state, minutes = 0 }: CaseClock): boolean {
  return state === 'running' && minutes < 0;
}

function clockText(t: Translate, clock: CaseClock): string {
  const { state, minutes = 0 } = clock;
  const age = formatAge(t, Math.abs(minutes) * 60_000);
  if (isLate(clock)) return t('caseClock.late', { age });
  return t(`caseClock.${state}`, { age });
}
