/** One measured number with what it rests on. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | 'µs' | 'MB';
  /** What was measured how often, e.g. '5 runs', '17,616 estimates in 4 maps'. */
  readonly restsOn: string;
}

/** The middle value; of an even number of values the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Milliseconds that work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A plain table, one line a figure, the numbers aligned. */
export function table(title: string, figures: readonly Figure[]): string[] {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return [
    title,
    ...figures.map(
      ({ name, value, unit, restsOn }) =>
        `  ${name.padEnd(width)} ${digits(value).padStart(10)} ${unit}   ${restsOn}`,
    ),
  ];
}

/** Three significant digits, and no fraction from a hundred on. */
function digits(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

export const megabytes = (bytes: number): number => bytes / 2 ** 20;
export const count = (value: number): string => value.toLocaleString('en');
