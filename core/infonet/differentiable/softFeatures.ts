/**
 * What the networks see of a pair, as their featurizers count it (`../features.ts` and `../compactFeatures.ts` have
 * the lists, in their order), but differentiable; see `softCounts.ts`.
 */
import type { Scalar, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { arcsineSide, dyadicLevels, thirdLevels } from '../../copula/cells.ts';
import { compactGrids, compactLeastCounts } from '../compactFeatures.ts';
import { tableCells } from '../networkContract.ts';
import type { NetworkName } from '../networks.ts';
import type { Occupancy } from './occupancy.ts';
import { cellsWith, countCells, countOnGrid, octaveShares } from './softCounts.ts';

/** One variable: where its samples lie, and its share of ties, which has no gradient. */
export interface FeatureSide {
  readonly occupancy: Occupancy;
  readonly tieShare: number;
}

/** A network's inputs for one pair. */
export interface PairFeatures {
  /** (1, H, H) */
  readonly histogram: Tensor3D;
  /** (1, F) */
  readonly statistics: Tensor2D;
}

export function pairFeatures(
  tf: TF,
  network: NetworkName,
  x: FeatureSide,
  y: FeatureSide,
  sampleCount: number,
): PairFeatures {
  const onGrids = (grids: readonly number[]) =>
    grids.map((grid) => ({
      grid,
      ...countOnGrid(tf, x.occupancy, y.occupancy, grid, sampleCount),
    }));
  const arcsine = (grid: number) => countCells(tf, x.occupancy, y.occupancy, grid, 'arcsine');
  const { counts, statistics } = parts[network](tf, onGrids, arcsine, sampleCount);
  const ties = [x.tieShare + y.tieShare, Math.abs(x.tieShare - y.tieShare)];
  return {
    histogram: tf.div(tf.expandDims<Tensor3D>(counts), sampleCount),
    statistics: tf.reshape(
      tf.concat1d([tf.tensor1d([Math.log(sampleCount), ...ties]), ...statistics]),
      [1, -1],
    ),
  };
}

type Grids = readonly { grid: number; counts: Tensor2D; plugIn: Scalar }[];

/** The statistics after the first three, and the samples in each cell of the histogram. */
type Part = (
  tf: TF,
  onGrids: (grids: readonly number[]) => Grids,
  arcsine: (grid: number) => Tensor2D,
  sampleCount: number,
) => { counts: Tensor2D; statistics: Tensor1D[] };

const parts: Readonly<Record<NetworkName, Part>> = {
  accurate: (tf, onGrids, arcsine, sampleCount) => {
    const dyadic = onGrids(Array.from({ length: dyadicLevels }, (_, level) => 2 << level));
    const third = onGrids(Array.from({ length: thirdLevels }, (_, level) => 3 << level));
    const plugIns = (grids: Grids) =>
      stack(
        tf,
        grids.map(({ plugIn }) => plugIn),
      );
    const occupied = (grids: Grids) =>
      stack(
        tf,
        grids.map(({ counts }) => cellsWith(tf, counts, 1, sampleCount)),
      );
    const shares = dyadic.map(({ counts }) => octaveShares(tf, counts, sampleCount));
    return {
      counts: arcsine(arcsineSide),
      statistics: [plugIns(dyadic), occupied(dyadic), ...shares, plugIns(third), occupied(third)],
    };
  },
  fast: (tf, onGrids, _arcsine, sampleCount) => {
    const dyadic = onGrids(compactGrids.all);
    const cells = dyadic
      .filter(({ grid }) => compactGrids.detailed.includes(grid))
      .flatMap(({ counts }) =>
        compactLeastCounts.map((least) => cellsWith(tf, counts, least, sampleCount)),
      );
    return {
      counts: dyadic.find(({ grid }) => grid === tableCells)!.counts,
      statistics: [
        stack(
          tf,
          dyadic.map(({ plugIn }) => plugIn),
        ),
        stack(tf, cells),
      ],
    };
  },
};

const stack = (tf: TF, scalars: Scalar[]) => tf.stack(scalars) as Tensor1D;
