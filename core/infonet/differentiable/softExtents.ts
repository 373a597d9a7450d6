/**
 * Extents as `../extents.ts` has them, but differentiable. A sample that lies in a cell by a share reaches by that share
 * from the mean of the cell, so whole shares give exactly what the featurizer gives, and nothing jumps in between.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { diagonalCells, extentCells, extentLevels } from '../extents.ts';
import type { Occupancy } from './occupancy.ts';

/** One variable: its cells, and its doubled midranks or what they are softened to. */
export interface ExtentSide {
  readonly occupancy: Occupancy;
  /** (T) in the unit of doubled midranks */
  readonly softRanks: Tensor1D;
}

/**
 * (extentCount) extents of a pair.
 *
 * @param diagonal cells along the rising or the falling diagonal
 */
export function softExtents(
  tf: TF,
  x: ExtentSide,
  y: ExtentSide,
  diagonal: (rises: boolean) => Occupancy,
): Tensor1D {
  const all = 2 * x.softRanks.size;
  const sides = [
    { cells: x.occupancy, values: y.softRanks },
    { cells: y.occupancy, values: x.softRanks },
  ];
  const [ofY, ofX] = sides.map(({ cells, values }) =>
    meanLogs(tf, cells, values, extentCells, all),
  );
  const widths = sides.map(({ cells, values }) => envelopeWidths(tf, cells, values, all));
  const total = (kind: 'rising' | 'falling') =>
    widths.reduce((sum, width) => sum + tf.sum(width[kind]).dataSync()[0], 0);
  const rises = total('rising') < total('falling');
  const [one, other] = widths.map(({ rising, falling }) =>
    widthLogs(tf, rises ? rising : falling, all),
  );
  const turned = rises ? y.softRanks : tf.sub<Tensor1D>(all + 2, y.softRanks);
  const across = meanLogs(
    tf,
    diagonal(rises),
    tf.sub<Tensor1D>(turned, x.softRanks),
    diagonalCells,
    all,
  );
  return tf.neg(
    tf.concat1d([
      tf.div(tf.add(ofY, ofX), 2),
      tf.minimum(one, other),
      tf.maximum(one, other),
      across,
    ]),
  );
}

/** (levels) mean over the samples of the log extent of the values in their cell, on grids half as fine from one to the next. */
function meanLogs(
  tf: TF,
  cells: Occupancy,
  values: Tensor1D,
  finest: number,
  all: number,
): Tensor1D {
  const column = asColumn(tf, values);
  const means = Array.from({ length: extentLevels }, (_, level) => {
    const shares = cells(finest >> level, 'equal');
    const samples = tf.sum(shares, 0);
    const sums = tf.matMul(column, shares, true);
    const fromMean = tf.sub(column, tf.div(sums, tf.maximum(samples, 1e-6)));
    const reach = tf.mul(shares, fromMean);
    const extents = tf.add(tf.relu(tf.max(reach, 0)), tf.relu(tf.neg(tf.min(reach, 0))));
    return tf.div(tf.sum(tf.mul(samples, logShares(tf, extents, all))), all / 2) as Scalar;
  });
  return tf.stack(means) as Tensor1D;
}

/** (cells) width between the envelopes in each cell, of a rising and of a falling relation. */
function envelopeWidths(tf: TF, cells: Occupancy, values: Tensor1D, all: number) {
  const column = asColumn(tf, values);
  const shares = cells(extentCells, 'equal');
  /** Shares of the samples that lie up to each cell, and from it on. */
  const [upTo, from] = [false, true].map((reverse) => tf.cumsum(shares, 1, false, reverse));
  const greatest = (reached: Tensor) => tf.max(tf.mul(reached, column), 0);
  const least = (reached: Tensor) => {
    const below = tf.mul(reached, tf.sub(column, all + 2));
    return tf.add(tf.min(below, 0), all + 2);
  };
  return {
    rising: tf.relu(tf.sub(greatest(upTo), least(from))),
    falling: tf.relu(tf.sub(greatest(from), least(upTo))),
  };
}

/** (3) of a width: log of its mean, log of its root mean square, mean log. */
function widthLogs(tf: TF, width: Tensor, all: number): Tensor1D {
  // The root of nothing has no slope.
  const rootMeanSquare = tf.sqrt(tf.add(tf.mean(tf.square(width)), 1e-12));
  return tf.stack([
    logShares(tf, tf.mean(width), all),
    logShares(tf, rootMeanSquare, all),
    tf.mean(logShares(tf, width, all)),
  ]) as Tensor1D;
}

const asColumn = (tf: TF, values: Tensor1D): Tensor2D => tf.reshape(values, [-1, 1]);

/** Logs of extents, in doubled ranks, as shares of all ranks, half a rank added. */
const logShares = (tf: TF, extents: Tensor, all: number): Tensor =>
  tf.log(tf.div(tf.add(extents, 1), all));
