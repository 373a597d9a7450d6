/**
 * Scores of pairs of points from the frames that show both. Estimators know nothing of it: they get tables of
 * equally many samples, one table per number of shared samples.
 *
 * What it costs: a variable is cut and ranked once for each set of samples that it is compared on, instead of once.
 * Pairs that share all samples are scored on the full table with its ranks, so where nothing is hidden it costs
 * nothing; where the pick is hidden now and then and the others never, each variable is prepared once more; where
 * every pair shares another set, preparation is twice a pair's (both sides), and a network runs in small batches.
 */
import { doubledMidranks, type RankArray } from '../copula/ranks.ts';
import { intersect, samplesOf, type ShownSamples } from '../tracks/shownSamples.ts';
import type { EstimateBlock, EstimateContext, Estimator, SampleTable } from './estimator.ts';

/** A block of any pairs of the list. */
export interface PlacedBlock extends Omit<EstimateBlock, 'start'> {
  /** Where the block's pairs stand in the list. */
  readonly places: Uint32Array;
  /** The pairs share too few samples: their values are none of their own. */
  readonly hidden?: true;
}

/** Pairs that share equally many samples. */
interface Group {
  readonly sampleCount: number;
  readonly places: number[];
  /** Per place, an index into the masks. */
  readonly masks: number[];
}

/**
 * Estimates pairs on the samples that both points share.
 *
 * Pairs that share fewer than `minimum` come last and get the lowest estimate of all the others (0 where there is
 * none), with a note: nobody is preferred for being hidden.
 *
 * @param samples all samples of the points: values(2i), values(2i + 1) are x and y of point i; what stands in a
 *   sample that does not show the point is never used
 * @param pairs as the estimator takes them
 * @throws ComoveError ABORTED between blocks once the signal has fired
 */
export async function* estimateOnOverlaps(
  estimator: Estimator,
  samples: SampleTable,
  pairs: Uint32Array,
  shown: ShownSamples,
  minimum: number,
  context: EstimateContext,
): AsyncGenerator<PlacedBlock> {
  const perPoint = estimator.info.scores === 'variables' ? 2 : 1;
  const { groups, masks, short } = groupByOverlap(pairs, perPoint, shown, minimum);
  const lowest = createLowest();
  for (const { sampleCount, places, masks: maskOf } of groups) {
    const own = new Uint32Array(2 * places.length);
    let table = samples;
    if (sampleCount === samples.sampleCount) {
      places.forEach((place, i) => own.set(pairs.subarray(2 * place, 2 * place + 2), 2 * i));
    } else {
      const cut = createCutTable(samples, sampleCount, masks);
      table = cut.table;
      places.forEach((place, i) => {
        for (const side of [0, 1]) {
          const variable = pairs[2 * place + side];
          const point = cut.point(Math.floor(variable / perPoint), maskOf[i]);
          own[2 * i + side] = perPoint * point + (variable % perPoint);
        }
      });
    }
    const all = Uint32Array.from(places);
    for await (const { start, ...block } of estimator.estimate(table, own, context)) {
      lowest.add(block);
      yield { ...block, places: all.subarray(start, start + block.values.length) };
    }
  }
  if (short.length > 0) {
    const pointPairs = new Set(
      Array.from(short, (place) =>
        [0, 1].map((side) => Math.floor(pairs[2 * place + side] / perPoint)).join(),
      ),
    );
    const notes = [shortNote(pointPairs.size, minimum)];
    yield { places: short, hidden: true, ...lowest.block(short.length), notes };
  }
}

/** A block that covers the pairs from its start on, as estimators yield them. */
export async function* placed(blocks: AsyncIterable<EstimateBlock>): AsyncGenerator<PlacedBlock> {
  for await (const { start, ...block } of blocks)
    yield { ...block, places: Uint32Array.from(block.values, (_, i) => start + i) };
}

/** What is said of pairs of points that share too few samples. */
export const shortNote = (pointPairs: number, minimum: number) =>
  `Of ${pointPairs.toLocaleString('en')} pairs of points fewer than ${minimum} frames show both: they get the lowest score.`;

/** Groups in the order of their first pairs, so that the first scores lie where the list begins. */
function groupByOverlap(
  pairs: Uint32Array,
  perPoint: number,
  shown: ShownSamples,
  minimum: number,
): { groups: Iterable<Group>; masks: Uint32Array[]; short: Uint32Array } {
  const groups = new Map<number, Group>();
  const masks: Uint32Array[] = [];
  const maskNumbers = new Map<string, number>();
  const short: number[] = [];
  const mask = new Uint32Array(shown.wordsPerPoint);
  const halves = new Uint16Array(mask.buffer);
  for (let place = 0; 2 * place < pairs.length; place++) {
    const [a, b] = [pairs[2 * place], pairs[2 * place + 1]];
    const count = intersect(shown, Math.floor(a / perPoint), Math.floor(b / perPoint), mask);
    if (count < minimum) {
      short.push(place);
      continue;
    }
    const key = textOf(halves);
    let number = maskNumbers.get(key);
    if (number === undefined) {
      number = masks.push(mask.slice()) - 1;
      maskNumbers.set(key, number);
    }
    const group = groups.get(count) ?? { sampleCount: count, places: [], masks: [] };
    groups.set(count, group);
    group.places.push(place);
    group.masks.push(number);
  }
  return { groups: groups.values(), masks, short: Uint32Array.from(short) };
}

/** Numbers as the characters of a text, a key that is equal when they are. */
function textOf(numbers: Uint16Array): string {
  // Functions take some ten thousand arguments.
  const run = 8192;
  let text = '';
  for (let start = 0; start < numbers.length; start += run)
    text += String.fromCharCode(...numbers.subarray(start, start + run));
  return text;
}

/** A table of points cut to masks of equally many samples; a point stands in it once for each of its masks. */
function createCutTable(
  samples: SampleTable,
  sampleCount: number,
  masks: readonly Uint32Array[],
): { table: SampleTable; point(original: number, mask: number): number } {
  const entries: { original: number; mask: number }[] = [];
  const numbers = new Map<number, number>();
  const ranks: RankArray[] = [];
  const kept = new Map<number, Uint32Array>();

  const samplesOfMask = (mask: number) => {
    const samples = kept.get(mask) ?? samplesOf(masks[mask], sampleCount);
    kept.set(mask, samples);
    return samples;
  };
  const values = (variable: number) => {
    const { original, mask } = entries[variable >> 1];
    const all = samples.values(2 * original + (variable & 1));
    return Float64Array.from(samplesOfMask(mask), (sample) => all[sample]);
  };
  return {
    table: {
      get variableCount() {
        return 2 * entries.length;
      },
      sampleCount,
      values,
      ranks: (variable) => (ranks[variable] ??= doubledMidranks(values(variable))),
      frames: (point) => samplesOfMask(entries[point].mask),
    },
    point(original, mask) {
      const key = original * masks.length + mask;
      const found = numbers.get(key);
      if (found !== undefined) return found;
      const number = entries.push({ original, mask }) - 1;
      numbers.set(key, number);
      return number;
    },
  };
}

/** The lowest of every number so far. */
function createLowest() {
  let value = Infinity;
  const extras = new Map<string, number>();
  const or0 = (number: number) => (number === Infinity ? 0 : number);
  return {
    add(block: Pick<EstimateBlock, 'values' | 'extras'>): void {
      for (const one of block.values) value = Math.min(value, one);
      for (const [name, values] of Object.entries(block.extras ?? {}))
        extras.set(
          name,
          values.reduce((a, b) => Math.min(a, b), extras.get(name) ?? Infinity),
        );
    },
    block: (count: number): Pick<EstimateBlock, 'values' | 'extras'> => ({
      values: new Float32Array(count).fill(or0(value)),
      extras: Object.fromEntries(
        [...extras].map(([name, low]) => [name, new Float32Array(count).fill(or0(low))]),
      ),
    }),
  };
}
