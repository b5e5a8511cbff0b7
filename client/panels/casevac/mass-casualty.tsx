import { useState } from 'react';
import { spreadPatients } from '#shared/coverage/cases/spread-patients.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { OfferedPlan } from '#shared/protocol/case-plans.ts';
import type { CasevacBody } from '#shared/schema/medical/casevac.ts';
import { type Precedence, precedences } from '#shared/schema/medical/casevac-terms.ts';
import { formatDuration } from '../../format/age-text.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import { nameOfKey } from './name-of-key.ts';
import { makeSpreadInput } from './spread-input.ts';

/** Of one precedence; the plan is made anew at every beat of the panels. */
const mostOfOne = 200;

/** Many patients over all that can fetch and take them, by numbers that can be changed: what would be needed. */
export function MassCasualty({ body, plans }: { body: CasevacBody; plans: readonly OfferedPlan[] }) {
  const t = useText();
  const live = usePulse();
  const [numbers, setNumbers] = useState(() => firstNumbers(body));
  const now = live.clock.serverNow() ?? 0;
  const patients = Object.fromEntries(
    precedences.map((name) => [name, Math.min(mostOfOne, Number(/^\d{1,4}$/.exec(numbers[name])?.[0] ?? 0))]),
  ) as Record<Precedence, number>;
  const { input, doubtful } = makeSpreadInput(live.store.picture, plans, { patients, now });
  const spread = spreadPatients(input);
  const treated = spread.patients.flatMap(({ seconds }) => seconds ?? []);
  const late = treated.filter((seconds) => seconds > tierMinutes.surgery * 60).length;
  return (
    <div className="mass">
      <p className="row-note">{t('casevac.massHelp')}</p>
      <fieldset className="mass-numbers">
        <legend>{t('casevac.precedence')}</legend>
        {precedences.map((name) => (
          <label key={name}>
            <span>{t(`casePrecedence.${name}`)}</span>
            <input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={numbers[name]}
              onChange={(event) => setNumbers({ ...numbers, [name]: event.target.value })}
            />
          </label>
        ))}
      </fieldset>
      <p role="status" className={spread.isOverloaded ? 'tone-critical' : ''}>
        {t(spread.isOverloaded ? 'casevac.overloaded' : 'casevac.notOverloaded')}
        {spread.recommendsDistribution && ` ${t('casevac.distribute')}`}
        {spread.unplaced > 0 && ` ${t('casevac.unplaced', { count: spread.unplaced })}`}
        {late > 0 && ` ${t('casevac.lateSurgery', { count: late })}`}
      </p>
      <table className="mass-table">
        <thead>
          <tr>
            <th scope="col">{t('casevac.facility')}</th>
            <th scope="col">{t('casevac.casualties')}</th>
            <th scope="col">{t('casevac.operations')}</th>
            <th scope="col">{t('casevac.lastSurgery')}</th>
          </tr>
        </thead>
        <tbody>
          {spread.facilities.map(({ key, patients: count, operations, lastSurgery, lacks }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{nameOfKey(live, key)}</bdi>
                {lacks.length > 0 && (
                  <span className="row-note tone-critical">
                    {t('casevac.lacks', { what: lacks.map((each) => t(`caseLack.${each}`)).join(', ') })}
                  </span>
                )}
                {doubtful.includes(key) && <span className="row-note tone-warning">{t('casevac.doubtful')}</span>}
              </th>
              <td>{count}</td>
              <td>{operations}</td>
              <td>{lastSurgery === undefined ? '–' : formatDuration(t, lastSurgery * 1_000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As far as the precedence is not known, patients count as urgent. */
function firstNumbers({ precedence = {}, casualties = 0 }: CasevacBody): Record<Precedence, string> {
  const known = precedences.reduce((sum, name) => sum + (precedence[name] ?? 0), 0);
  const rest = Math.max(0, casualties - known);
  return Object.fromEntries(
    precedences.map((name) => [name, String((precedence[name] ?? 0) + (name === 'A' ? rest : 0))]),
  ) as Record<Precedence, string>;
}
