import type { Intake, Shuttle, SpreadInput } from '#shared/coverage/cases/spread-patients.ts';
import { isExpired } from '#shared/coverage/situation/read-assets.ts';
import { parametersOf } from '#shared/parameters/medical.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { OfferedPlan } from '#shared/protocol/case-plans.ts';

/** What fetches when the unit drives itself. */
const unitVehicle = 'unit-vehicle';

/**
 * Tables, beds and litters behind the plans of a case, as numbers for spreading patients. `doubtful`: facilities whose
 * beds nobody has told of lately, which then count as enough.
 */
export function makeSpreadInput(
  { records }: Pick<Picture, 'records'>,
  plans: readonly OfferedPlan[],
  { patients, now }: { patients: SpreadInput['patients']; now: number },
): { input: SpreadInput; doubtful: string[] } {
  const changes = records.get('parameters/medical');
  const parameters = parametersOf('planning', changes?.kind === 'parameters' ? changes.body.changed : undefined);
  const intakes = new Map<string, Intake>();
  const doubtful: string[] = [];
  const shuttles = plans.flatMap((plan): Shuttle[] => {
    const { mode, facility, assets, legs, seconds } = plan;
    const record = facility === undefined ? undefined : records.get(facility);
    // Where one hands over to another, the second load does not come the same way: not counted on.
    if (mode === 'rendezvous' || record?.kind !== 'facility') return [];
    const { level, tablesFree, bedsFree, tableFreeAt } = record.body;
    const legOf = (...names: string[]) =>
      legs.filter(({ name }) => names.includes(name)).reduce((sum, leg) => sum + leg.seconds, 0);
    if (!intakes.has(record.key)) {
      const hasLapsed = isExpired(record, now);
      if (hasLapsed || bedsFree === undefined) doubtful.push(record.key);
      const busyUntil = tableFreeAt ?? record.observedAt + parameters.surgeryCase * 60_000;
      intakes.set(record.key, {
        key: record.key,
        tables: Math.max(1, tablesFree ?? 1),
        freeAt: tablesFree === 0 ? Math.max(0, (busyUntil - now) / 1_000) : 0,
        beds: hasLapsed ? undefined : bedsFree,
        perDay: level === '3' || level === '4' ? parameters.level3PerDay : parameters.level2PerDay,
      });
    }
    const asset = assets[0] === undefined ? undefined : records.get(assets[0]);
    const litters = asset?.kind === 'asset' ? (asset.body.litters ?? 1) : 1;
    return [
      {
        asset: assets[0] ?? unitVehicle,
        facility: record.key,
        arrival: seconds - legOf('table'),
        again: 2 * legOf('back', 'drive') + legOf('load'),
        litters,
      },
    ];
  });
  const input = { patients, intakes: [...intakes.values()], shuttles, caseSeconds: parameters.surgeryCase * 60 };
  return { input, doubtful };
}
