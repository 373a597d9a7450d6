/**
 * What the network sees of a pair, as `createFeaturizer` counts it (`../features.ts` has the list), but in
 * TensorFlow.js operations on counts that need not be whole. Every function of a count is the straight line between
 * its values at whole numbers, or n log n from 1 on, which is as good: so whole counts give exactly what the
 * featurizer gives, and everything has a gradient.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { dyadicLevels, thirdLevels } from '../../copula/cells.ts';
import { countBins, tableCells } from '../networkContract.ts';
import type { Occupancy } from './occupancy.ts';

/** One variable: where its samples lie, and its share of ties, which has no gradient. */
export interface FeatureSide {
  readonly occupancy: Occupancy;
  readonly tieShare: number;
}

/** The network's inputs for one pair. */
export interface PairFeatures {
  /** (1, L, L) */
  readonly histogram: Tensor3D;
  /** (1, F) */
  readonly statistics: Tensor2D;
}

export function pairFeatures(
  tf: TF,
  x: FeatureSide,
  y: FeatureSide,
  sampleCount: number,
): PairFeatures {
  const dyadic = Array.from({ length: dyadicLevels }, (_, level) => 2 << level);
  const third = Array.from({ length: thirdLevels }, (_, level) => 3 << level);
  const measured = (grids: number[]) =>
    grids.map((grid) => measure(tf, x.occupancy(grid), y.occupancy(grid), sampleCount));
  const onDyadic = measured(dyadic);
  const onThird = measured(third);
  const ties = [x.tieShare + y.tieShare, Math.abs(x.tieShare - y.tieShare)];
  const statistics = tf.concat1d([
    tf.tensor1d([Math.log(sampleCount), ...ties]),
    tf.stack(onDyadic.map(({ plugIn }) => plugIn)) as Tensor1D,
    tf.stack(onDyadic.map(({ occupied }) => occupied)) as Tensor1D,
    ...onDyadic.map(({ counts }) => octaveShares(tf, counts, sampleCount)),
    tf.stack(onThird.map(({ plugIn }) => plugIn)) as Tensor1D,
    tf.stack(onThird.map(({ occupied }) => occupied)) as Tensor1D,
  ]);
  const { counts } = onDyadic[dyadic.indexOf(tableCells)];
  return {
    histogram: tf.div(tf.reshape(counts, [1, tableCells, tableCells]), sampleCount),
    statistics: tf.reshape(statistics, [1, -1]),
  };
}

interface Measured {
  /** (G, G) samples in each cell. */
  readonly counts: Tensor2D;
  /** nats: H(x) + H(y) - H(x, y) */
  readonly plugIn: Scalar;
  /** Occupied cells / T. */
  readonly occupied: Scalar;
}

function measure(tf: TF, x: Tensor2D, y: Tensor2D, sampleCount: number): Measured {
  const counts: Tensor2D = tf.matMul(x, y, true);
  const [rows, columns, cells] = [tf.sum(x, 0), tf.sum(y, 0), counts].map((n) => nLogN(tf, n));
  const plugIn = tf.add(
    tf.div(tf.sub(cells, tf.add(rows, columns)), sampleCount),
    Math.log(sampleCount),
  ) as Scalar;
  const occupied = tf.div(tf.sum(tf.clipByValue(counts, 0, 1)), sampleCount) as Scalar;
  return { counts, plugIn, occupied };
}

/** Σ n log n; a cell with less than one sample counts as empty. */
const nLogN = (tf: TF, counts: Tensor): Scalar =>
  sumOfProducts(tf, counts, tf.log(tf.clipByValue(counts, 1, Infinity)));

/** Σ a b, as a product of matrices: twice as fast with its gradient as a product and a sum. */
const sumOfProducts = (tf: TF, a: Tensor, b: Tensor): Scalar =>
  tf.reshape(tf.matMul(tf.reshape(a, [1, -1]), tf.reshape(b, [-1, 1])), []);

/** (bins) share of the samples in cells of 1, 2-3, 4-7, ... samples; each bin fades over the last whole number. */
function octaveShares(tf: TF, counts: Tensor2D, sampleCount: number): Tensor1D {
  /** Share of the samples in cells of at least 2^bin; the counts add up to T, so that 2^bin - 1 can leave the sum. */
  const atLeast = Array.from({ length: countBins - 1 }, (_, i) => {
    const below = 2 ** (i + 1) - 1;
    const sum = sumOfProducts(tf, counts, tf.clipByValue(counts, below, below + 1));
    return tf.sub(tf.div(sum, sampleCount), below) as Scalar;
  });
  return tf.sub(
    tf.stack([tf.scalar(1), ...atLeast]) as Tensor1D,
    tf.stack([...atLeast, tf.scalar(0)]) as Tensor1D,
  );
}
