import { useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly title?: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  readonly disabled?: boolean;
  onCommit(value: number): void;
}

/** A number that takes effect when it is whole: by Enter, or when the field is left. Escape gives it up. */
export function NumberField(props: NumberFieldProps) {
  const { label, title, value, min, max, integer = false, disabled, onCommit } = props;
  /** What is typed; undefined while nobody types. */
  const [text, setText] = useState<string>();
  const refused = text !== undefined && !fits(Number(text || NaN), props);
  const commit = () => {
    setText(undefined);
    if (text !== undefined && !refused && Number(text) !== value) onCommit(Number(text));
  };
  return (
    <label className="choice" title={title}>
      <span>{label}</span>
      <input
        className="number"
        type="number"
        min={min}
        max={max}
        step={integer ? 1 : 'any'}
        disabled={disabled}
        aria-invalid={refused}
        value={text ?? value}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setText(undefined);
        }}
      />
    </label>
  );
}

function fits(
  number: number,
  { min = -Infinity, max = Infinity, integer }: Pick<NumberFieldProps, 'min' | 'max' | 'integer'>,
): boolean {
  return number >= min && number <= max && (!integer || Number.isInteger(number));
}
