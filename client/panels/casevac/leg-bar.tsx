import type { OfferedPlan } from '#shared/protocol/case-plans.ts';
import { useText } from '../../language/use-text.ts';

type Legs = OfferedPlan['legs'];

/** Waiting is hatched, moving plain, handling dotted: told apart without colour. */
const looks: Record<Legs[number]['name'], 'wait' | 'move' | 'handle'> = {
  elapsed: 'wait',
  alert: 'wait',
  release: 'wait',
  notice: 'wait',
  escort: 'wait',
  out: 'move',
  load: 'handle',
  drive: 'move',
  meet: 'wait',
  transfer: 'handle',
  back: 'move',
  unload: 'handle',
  handover: 'handle',
  table: 'wait',
};

/** The legs of a plan to scale against the limit, and in words below. */
export function LegBar({ legs, seconds, limitSeconds }: { legs: Legs; seconds: number; limitSeconds: number }) {
  const t = useText();
  const whole = Math.max(seconds, limitSeconds);
  const share = (part: number) => `${(100 * part) / whole}%`;
  return (
    <>
      <span className="leg-bar" aria-hidden="true">
        {legs.map(({ name, seconds: length }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: legs have no other identity and never move.
          <span key={index} className={`leg leg-${looks[name]}`} style={{ inlineSize: share(length) }} />
        ))}
        <span className="leg-limit" style={{ insetInlineStart: share(limitSeconds) }} />
      </span>
      <span className="leg-words">
        {legs.map(({ name, seconds: length }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <span key={index}>
            {t(`leg.${name}`)} <span className="figures">{t('age.minutes', { minutes: Math.round(length / 60) })}</span>
          </span>
        ))}
      </span>
    </>
  );
}
