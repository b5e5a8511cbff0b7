import { type CaseClock, type CaseClocks, clockNames, pressingClock } from '#shared/coverage/cases/case-clocks.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import { formatAge } from '../../format/age-text.ts';
import { type Translate, useText } from '../../language/use-text.ts';

/** The three clocks in words, or the one that presses most; colour only underlines them. */
export function ClockLine({ clocks, isBrief = false }: { clocks: CaseClocks; isBrief?: boolean }) {
  const t = useText();
  return (
    <span className="case-clocks">
      {(isBrief ? [pressingClock(clocks)] : clockNames).map((name) => (
        <span key={name} className={`case-clock clock-${isLate(clocks[name]) ? 'late' : clocks[name].state}`}>
          <span className="clock-name">{t(`caseClockName.${name}`, { minutes: tierMinutes[name] })}</span>{' '}
          <span className="clock-word">{clockText(t, clocks[name])}</span>
        </span>
      ))}
    </span>
  );
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
