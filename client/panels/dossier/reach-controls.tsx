import { dossierKm, dossierMinutes } from '#shared/protocol/dossier.ts';
import { useText } from '../../language/use-text.ts';
import type { Reach } from './use-dossier.ts';

/** How far and how long around the incident is looked. */
export function ReachControls({ reach, onChange }: { reach: Reach; onChange: (reach: Reach) => void }) {
  const t = useText();
  const fields = [
    { name: 'km', label: t('dossier.km'), bounds: dossierKm, step: 'any' },
    { name: 'minutes', label: t('dossier.minutes'), bounds: dossierMinutes, step: 1 },
  ] as const;
  return (
    <div className="dossier-reach">
      {fields.map(({ name, label, bounds, step }) => (
        <label key={name}>
          <span>{label}</span>
          <input
            type="number"
            min={bounds.least}
            max={bounds.most}
            step={step}
            defaultValue={reach[name]}
            onChange={({ currentTarget: { valueAsNumber: value } }) => {
              // What is out of bounds is marked by the field itself and not asked for.
              if (value >= bounds.least && value <= bounds.most) onChange({ ...reach, [name]: value });
            }}
          />
        </label>
      ))}
    </div>
  );
}
