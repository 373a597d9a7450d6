import { throwIfAborted } from '../../contract/errors.ts';
import { createRandom } from '../../random.ts';
import { orderAccuracy, tellableDifference } from './errors.ts';
import { estimateDraws, type EvaluationOptions } from './evaluate.ts';
import { randomTriplet, tripletTruth, type Triplet } from './triplets.ts';

/** How many triplets were put into the right order, by method as in `Figures`. */
export interface TripletOrder {
  /** That the shares rest on. */
  readonly triplets: number;
  /** 0..1 */
  readonly share: Record<string, number>;
}

export interface TripletEvaluation {
  /** All triplets of mixtures of 1, 2, ... 10 components. */
  readonly byComponents: readonly (TripletOrder & { readonly components: number })[];
  /** Of all of them those whose informations differ by `tellableDifference` or more. */
  readonly apart: TripletOrder;
}

export interface TripletOptions extends EvaluationOptions {
  /** Awaited after each truth that was integrated, some 50 ms of work, so that the signal is heard. */
  readonly pause?: () => Promise<unknown>;
}

/** K, as in the paper's table 3. */
const mostComponents = 10;
/** Draws behind the truths of a triplet: their difference is known to about .004 nats. */
const truthDraws = 40_000;

interface Case {
  readonly triplet: Triplet;
  /** nats, of (X, Y) and of (X, Z) */
  readonly truths: readonly [number, number];
  readonly seed: number;
}

/**
 * Judges whether estimates put I(X; Y) and I(X; Z) of random triplets into the right order, for mixtures of each
 * number of components. The paper: table 3.
 *
 * @param perComponents triplets of each number of components, at least 1
 * @throws ComoveError ABORTED
 */
export async function evaluateTriplets(
  perComponents: number,
  options: TripletOptions,
): Promise<TripletEvaluation> {
  const { sampleCount, onProgress } = options;
  const byComponents: TripletEvaluation['byComponents'][number][] = [];
  const all = { estimates: {} as Record<string, number[]>, truths: [] as number[] };
  for (let components = 1; components <= mostComponents; components++) {
    const cases = await tripletCases(components, perComponents, options);
    const truths = cases.flatMap((each) => each.truths);
    const estimates = await estimateDraws(truths.length, pairsOf(cases, sampleCount), {
      ...options,
      onProgress: (done, total) =>
        onProgress?.((components - 1) * total + done, mostComponents * total),
    });
    byComponents.push({ components, ...orderOf(estimates, truths, 0) });
    all.truths.push(...truths);
    for (const [method, values] of Object.entries(estimates))
      (all.estimates[method] ??= []).push(...values);
  }
  return { byComponents, apart: orderOf(all.estimates, all.truths, tellableDifference) };
}

async function tripletCases(
  components: number,
  count: number,
  { seed, signal, pause }: TripletOptions,
): Promise<Case[]> {
  const random = createRandom(seed + components);
  const cases: Case[] = [];
  while (cases.length < count) {
    await pause?.();
    throwIfAborted(signal);
    const triplet = randomTriplet(random, components);
    const { xy, xz } = tripletTruth(triplet, random, truthDraws);
    cases.push({ triplet, truths: [xy.value, xz.value], seed: random.integer(2 ** 31) });
  }
  return cases;
}

/** The draws of (X, Y) and (X, Z) in turn; asked for in order, each triplet is drawn once. */
function pairsOf(cases: readonly Case[], sampleCount: number) {
  let drawn: ReturnType<Triplet['draw']>;
  return (k: number) => {
    if (k % 2 === 1) return drawn.xz;
    const { triplet, seed } = cases[k / 2];
    drawn = triplet.draw(createRandom(seed), sampleCount);
    return drawn.xy;
  };
}

function orderOf(
  estimates: Record<string, number[]>,
  truths: readonly number[],
  margin: number,
): TripletOrder {
  const orders = Object.entries(estimates).map(
    ([method, values]) => [method, orderAccuracy(values, truths, margin)] as const,
  );
  return {
    triplets: orders[0][1].count,
    share: Object.fromEntries(orders.map(([method, { share }]) => [method, share])),
  };
}
