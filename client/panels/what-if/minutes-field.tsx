/** A number of minutes; what is no number of that range is not taken, and the field says so. */
export function MinutesField(props: {
  label: string;
  value: number | undefined;
  most: number;
  onChange: (minutes: number) => void;
}) {
  const { label, value, most, onChange } = props;
  return (
    <label>
      {label}
      <input
        type="number"
        min={0}
        max={most}
        step={5}
        value={value ?? ''}
        onChange={({ target }) => {
          if (target.value !== '' && target.validity.valid) onChange(target.valueAsNumber);
        }}
      />
    </label>
  );
}
