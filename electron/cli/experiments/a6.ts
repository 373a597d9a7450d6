import { estimatorColour } from '#core/colour/estimatorColours.ts';
import { slicedMean } from '#core/estimators/support/sliced.ts';
import { orderAccuracy } from '#core/infonet/evaluation/errors.ts';
import { createRandom, type Random } from '#core/random.ts';
import type { Layer } from '../../host/figures/figure.ts';
import { notStated, type Experiment, type Report } from './experiment.ts';
import {
  drawVectors,
  projectedInformation,
  vectorInformation,
  type GaussianVectors,
} from './support/gaussianVectors.ts';
import { methodLabel } from './support/labels.ts';
import { estimateProjections } from './support/slicedEstimates.ts';
import { fixed, mean } from './support/statistics.ts';

type A6Settings = {
  readonly seed: number;
  readonly dims: readonly number[];
  readonly sampleCount: number;
  /** Of x, y, z for each dimension. */
  readonly triplets: number;
  /** Ascending; the last is drawn, the others are its first ones. */
  readonly projections: readonly number[];
  /** Behind the true sliced information. */
  readonly truthDirections: number;
  readonly estimator: string;
};

/** Of two vectors, nats. */
type PairResult = {
  readonly information: number;
  readonly sliced: number;
  /** By number of projections, as in the settings: estimated, and known on the very same projections. */
  readonly estimates: readonly number[];
  readonly projected: readonly number[];
};

/** Of one dimension. For each triplet two entries: x with y, then y with z. Nats. */
type DimensionResult = {
  readonly information: readonly number[];
  readonly sliced: readonly number[];
  readonly estimates: readonly (readonly number[])[];
  readonly projected: readonly (readonly number[])[];
};

/** Appendix A.6: which of two pairs of vectors shares more, judged by sliced information. */
export const a6: Experiment<A6Settings, DimensionResult> = {
  name: 'a6',
  title: 'Appendix A.6: order accuracy in 2 to 10 dimensions',
  summary:
    'Triplets x, y, z of jointly Gaussian vectors with a random covariance A·Aᵀ + 0.01·I (entries of A uniform on (-3, 3)): is the sliced estimate of (x, y) above that of (y, z) where the mutual information is? The information has a closed form, and so has that of every projection, so beside the estimates stands what slicing alone allows: the order by the true information of the very same projections.',
  settings: (quick) => ({
    seed: 6,
    dims: quick ? [2, 4, 6, 8, 10] : [2, 3, 4, 5, 6, 7, 8, 9, 10],
    sampleCount: 2000,
    triplets: quick ? 6 : 500,
    projections: quick ? [100, 500] : [100, 500, 1500],
    truthDirections: quick ? 4000 : 20_000,
    estimator: 'infonet',
  }),
  parts: ({ seed, dims, sampleCount, triplets, projections, truthDirections, estimator }) =>
    dims.map((d) => ({
      key: `d ${d}`,
      async run(context) {
        const random = createRandom(seed + 1000 * d);
        const most = projections[projections.length - 1];
        const firsts = (values: ArrayLike<number>) =>
          projections.map((count) => slicedMean(Array.from(values).slice(0, count)).mean);
        const pairs: PairResult[] = [];
        for (let triplet = 0; triplet < triplets; triplet++) {
          const covariance = randomCovariance(random, 3 * d);
          const data = drawVectors({ dims: [2 * d, d], covariance }, random, sampleCount);
          for (const start of [0, d]) {
            context.progress((triplet + start / d / 2) / triplets);
            const vectors = part(covariance, start, d);
            const slicing = { projections: most, seed: random.integer(2 ** 31) };
            const samples = columns(data, 3 * d, start, 2 * d);
            const found = await estimateProjections(
              [estimator],
              { ...vectors, sampleCount, data: samples },
              slicing,
              context,
            );
            pairs.push({
              information: vectorInformation(vectors),
              sliced: mean(
                Array.from(projectedInformation(vectors, { projections: truthDirections, seed })),
              ),
              estimates: firsts(found[estimator]),
              projected: firsts(projectedInformation(vectors, slicing)),
            });
          }
        }
        return {
          information: pairs.map(({ information }) => information),
          sliced: pairs.map(({ sliced }) => sliced),
          estimates: projections.map((_, i) => pairs.map(({ estimates }) => estimates[i])),
          projected: projections.map((_, i) => pairs.map(({ projected }) => projected[i])),
        };
      },
    })),
  report,
};

/** A·Aᵀ + 0.01·I */
function randomCovariance(random: Random, size: number): Float64Array {
  const a = Float64Array.from({ length: size * size }, () => 6 * random.uniform() - 3);
  return Float64Array.from({ length: size * size }, (_, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    let sum = i === j ? 0.01 : 0;
    for (let m = 0; m < size; m++) sum += a[i * size + m] * a[j * size + m];
    return sum;
  });
}

/** The two vectors of d dimensions each from coordinate `start` on. */
function part(covariance: Float64Array, start: number, d: number): GaussianVectors {
  const whole = Math.sqrt(covariance.length);
  const rows = covariance.slice(start * whole, (start + 2 * d) * whole);
  return { dims: [d, d], covariance: columns(rows, whole, start, 2 * d) };
}

/** `count` columns of a matrix of `width`, from column `start` on. */
function columns(matrix: Float64Array, width: number, start: number, count: number): Float64Array {
  return Float64Array.from(
    { length: (matrix.length / width) * count },
    (_, k) => matrix[Math.floor(k / count) * width + start + (k % count)],
  );
}

function report(results: readonly DimensionResult[], settings: A6Settings): Report {
  const { dims, projections, triplets, sampleCount, estimator } = settings;
  const share = (estimates: readonly number[], truths: readonly number[]) =>
    orderAccuracy(estimates, truths, 0).share;
  const rows = results.flatMap(({ information, sliced, estimates, projected }, k) =>
    projections.map((count, i) => ({
      ...{ d: dims[k], count },
      accuracy: share(estimates[i], information),
      bySliced: share(estimates[i], sliced),
      oracle: share(projected[i], information),
      limit: share(sliced, information),
      rmse: Math.sqrt(mean(estimates[i].map((value, j) => (value - projected[i][j]) ** 2))),
      meanError: mean(estimates[i].map((value, j) => value - projected[i][j])),
    })),
  );
  const ours = methodLabel(estimator);
  // From few projections, pale, to many.
  const shades = ['#9db8e8', '#5b86d6', estimatorColour(estimator)];
  const curve = (i: number, value: 'accuracy' | 'oracle' | 'bySliced'): Layer => ({
    kind: 'line',
    marked: value !== 'oracle',
    dashed: value === 'oracle',
    colour: shades[i % shades.length],
    ...(value === 'accuracy' && { label: `${ours}, ${projections[i]} projections` }),
    ...(value === 'oracle' && { label: `true information of the same ${projections[i]}` }),
    points: rows
      .filter((row) => row.count === projections[i])
      .map((row) => [row.d, 100 * row[value]]),
  });
  const axes = {
    x: { label: 'dimensions of each vector', ticks: dims },
    y: { label: 'triplets in the right order, %', domain: [0, 102] as const },
  };
  const percent = (value: number) => `${fixed(100 * value, 1)} %`;
  return {
    tables: [
      {
        name: 'numbers',
        columns: [
          ...['d', 'projections', 'triplets', 'order_accuracy', 'oracle_order_accuracy'],
          ...['sliced_order_accuracy', 'order_accuracy_by_sliced', 'rmse', 'mean_error'],
        ],
        rows: rows.map(({ d, count, accuracy, oracle, limit, bySliced, rmse, meanError }) => [
          ...[d, count, triplets, accuracy, oracle],
          ...[limit, bySliced, rmse, meanError],
        ]),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Order accuracy of sliced estimates by dimension',
          columns: 2,
          panelSize: { width: 420, height: 340 },
          panels: [
            {
              title: 'by mutual information',
              ...axes,
              layers: projections.flatMap((_, i) => [curve(i, 'oracle'), curve(i, 'accuracy')]),
            },
            {
              title: 'by true sliced information',
              ...axes,
              layers: projections.map((_, i) => curve(i, 'bySliced')),
            },
          ],
        },
      },
    ],
    comparisons: [
      {
        caption: 'Triplets in the right order by mutual information',
        columns: [
          ...['d', 'projections', 'paper', ours, 'true information of the same projections'],
          ...['true sliced information', `${ours} by the order of true sliced information`],
        ],
        rows: rows.map(({ d, count, accuracy, oracle, limit, bySliced }) => [
          ...[String(d), String(count), notStated, percent(accuracy), percent(oracle)],
          ...[percent(limit), percent(bySliced)],
        ]),
      },
    ],
    notes: [
      `${triplets} triplets a dimension, ${sampleCount} samples. Fewer projections are the first ones of the most.`,
      'Sliced information is not a function of information: two pairs may be in one order by the one and in the other by the other. The column of the true sliced information is the best that slicing can do here, whatever the estimator.',
      "The text of appendix A.6 is not among our sources; the triplets follow the generator in the authors' notebook (gen_gauss), with the covariances of their two-dimensional experiments.",
    ],
  };
}
