interface BarProps {
  readonly label: string;
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
}

/** Progress, or that something is under way where its length is not known. */
export function Bar({ label, done, total }: BarProps) {
  return (
    <progress className="bar" aria-label={label} {...(total > 0 && { value: done, max: total })} />
  );
}
