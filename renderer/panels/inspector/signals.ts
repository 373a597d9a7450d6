/** A signal over time as it is drawn. Pure. */
import { timeShare } from '../../state/time.ts';

/** Height in which it lies, and the room above and below for the stroke. */
export interface SignalBox {
  readonly width: number;
  readonly height: number;
  readonly inset: number;
}

/**
 * A line through the samples, each signal in its own range: information does not ask how far a point moves. It is
 * broken where frames are left out.
 *
 * @param frames (S) ascending, those of the samples
 * @param frameCount of the clip: frame 0 is at the left, the last at the right
 * @returns a path of an SVG, the greatest value at the top; a constant in the middle
 */
export function signalPath(
  frames: readonly number[],
  values: readonly number[],
  frameCount: number,
  { width, height, inset }: SignalBox,
): string {
  const [low, high] = extent(values);
  const step = usualStep(frames);
  return values
    .map((value, i) => {
      const share = high > low ? (value - low) / (high - low) : 0.5;
      const y = height - inset - share * (height - 2 * inset);
      const joined = i > 0 && frames[i] - frames[i - 1] <= step;
      return `${joined ? 'L' : 'M'}${(timeShare(frames[i], frameCount) * width).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** The least and the greatest; of nothing 0 and 0. */
function extent(values: readonly number[]): [low: number, high: number] {
  if (values.length === 0) return [0, 0];
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** '197 to 233', '0.02 to 0.31': as fine as the range asks for. */
export function rangeText(values: readonly number[]): string {
  const [low, high] = extent(values);
  const digits = high - low >= 20 ? 0 : high - low >= 2 ? 1 : 2;
  // By way of the number: what rounds to zero has no sign.
  const told = (value: number) => Number(value.toFixed(digits)).toFixed(digits);
  return `${told(low)} to ${told(high)}`;
}

/** The least distance of two frames that follow each other. */
const usualStep = (frames: readonly number[]): number =>
  frames.slice(1).reduce((least, frame, i) => Math.min(least, frame - frames[i]), Infinity);
