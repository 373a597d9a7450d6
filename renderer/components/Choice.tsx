interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly title?: string;
  }[];
  readonly disabled?: boolean;
  readonly className?: string;
  /** What the choice means, on hover. */
  readonly title?: string;
  onChange(value: T): void;
}

/** A labelled choice of one among few. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, disabled, className = '', title, onChange } = props;
  return (
    <label className={`choice ${className}`} title={title}>
      <span>{label}</span>
      <select
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} title={option.title}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
