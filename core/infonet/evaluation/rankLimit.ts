/**
 * What ranks can tell at all of a band of uniform noise: the least error of any estimator that sees only the ranks of a
 * sample, even one made for such bands alone, which knows everything but how wide the band is.
 *
 * x uniform on (0, 1), y = x + e, e uniform on (-w, w), w log-uniform. The mean of the information given the ranks has
 * the least mean squared error of all that are functions of the ranks (Bayes), and its error is found by sampling: a
 * Gibbs sampler over w and over all values of x and y that have these ranks. It starts from the values that were drawn,
 * which are themselves a sample of what the ranks leave open, so nothing has to be waited for at its start; a chain
 * that is too short stays near the truth and understates the error.
 */
import { throwIfAborted } from '../../contract/errors.ts';
import { createRandom, type Random } from '../../random.ts';
import { additiveUniform, additiveUniformInformation } from './knownCopulas.ts';

export interface RankLimitOptions {
  readonly seed: number;
  /** N, samples of a pair, at least 1. */
  readonly sampleCount: number;
  /** Pairs that the errors are means over, at least 1. */
  readonly pairs: number;
  /** Least and greatest w, 0 < least < greatest <= 1/2. The narrower, the more is known beforehand. */
  readonly widths: readonly [least: number, greatest: number];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Awaited after some hundredths of a second of work, so that the signal is heard. */
  readonly pause?: () => Promise<unknown>;
}

export interface RankLimit {
  readonly pairs: number;
  /** nats: RMSE of the mean information given the ranks. */
  readonly rmse: number;
  /** nats: RMSE of the oracle, which sees the values and knows w, on the same pairs. */
  readonly oracleRmse: number;
}

/** Around the .1 of the known copulas; what is known beforehand can only lower the error. */
export const bandWidths = [0.08, 0.125] as const;

/** Bands drift through all that the ranks leave open in some N² / 100 sweeps; this many times that are made. */
const relaxations = 40;
const fewestSweeps = 1000;
/** Values that are drawn anew between two pauses. */
const work = 4e6;

/**
 * The least error of what sees only ranks; time grows with N³.
 *
 * @throws ComoveError ABORTED
 */
export async function rankLimit(options: RankLimitOptions): Promise<RankLimit> {
  const { sampleCount, pairs, widths, signal, onProgress, pause } = options;
  const random = createRandom(options.seed);
  const sweeps = Math.max(fewestSweeps, Math.ceil((relaxations * sampleCount ** 2) / 100));
  const atATime = Math.ceil(work / sampleCount);
  let squares = 0;
  let oracleSquares = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const width = logUniform(random, widths);
    const { information, distribution } = additiveUniform(width);
    const { x, y, oracle } = distribution.draw(random, sampleCount);
    const chain = createChain(x, y, width, widths, random);
    let sum = 0;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      sum += additiveUniformInformation(chain.next());
      if (sweep % atATime > 0) continue;
      await pause?.();
      throwIfAborted(signal);
    }
    squares += (sum / sweeps - information) ** 2;
    oracleSquares += (oracle - information) ** 2;
    onProgress?.(pair + 1, pairs);
  }
  return {
    pairs,
    rmse: Math.sqrt(squares / pairs),
    oracleRmse: Math.sqrt(oracleSquares / pairs),
  };
}

const logUniform = (random: Random, [least, greatest]: readonly [number, number]) =>
  least * (greatest / least) ** random.uniform();

/** Values in increasing order, and where among the other variable's the partner of each is. */
interface Sorted {
  readonly values: Float64Array;
  readonly partner: Int32Array;
}

function sortedPair(x: Float64Array, y: Float64Array): [Sorted, Sorted] {
  const order = (values: Float64Array) =>
    Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const byX = order(x);
  const byY = order(y);
  const placesIn = (by: Int32Array) => {
    const places = new Int32Array(by.length);
    by.forEach((sample, place) => (places[sample] = place));
    return places;
  };
  const [placeInX, placeInY] = [placesIn(byX), placesIn(byY)];
  return [
    { values: Float64Array.from(byX, (i) => x[i]), partner: byX.map((i) => placeInY[i]) },
    { values: Float64Array.from(byY, (i) => y[i]), partner: byY.map((i) => placeInX[i]) },
  ];
}

/** A chain over x, y and w given the ranks; `next` draws all of them anew, one after another, and gives w. */
function createChain(
  x: Float64Array,
  y: Float64Array,
  start: number,
  [least, greatest]: readonly [number, number],
  random: Random,
): { next: () => number } {
  const [byX, byY] = sortedPair(x, y);
  const count = x.length;
  let width = start;

  /** Each value uniform between its neighbours, as near to its partner as w says, and within (floor, ceiling). */
  function redraw(
    { values, partner }: Sorted,
    others: Float64Array,
    floor: number,
    ceiling: number,
  ) {
    for (let i = 0; i < count; i++) {
      const other = others[partner[i]];
      const lo = Math.max(i > 0 ? values[i - 1] : floor, other - width);
      const hi = Math.min(i < count - 1 ? values[i + 1] : ceiling, other + width);
      values[i] = lo + (hi - lo) * random.uniform();
    }
  }

  /** The density of w is w^-(N + 1) from the greatest distance of partners on. */
  function redrawWidth() {
    let most = least;
    for (let i = 0; i < count; i++)
      most = Math.max(most, Math.abs(byX.values[i] - byY.values[byX.partner[i]]));
    const beyond = (most / greatest) ** count;
    width = most * (1 - random.uniform() * (1 - beyond)) ** (-1 / count);
  }

  return {
    next: () => {
      redraw(byX, byY.values, 0, 1);
      redraw(byY, byX.values, -Infinity, Infinity);
      redrawWidth();
      return width;
    },
  };
}
