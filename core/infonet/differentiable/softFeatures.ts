/**
 * What the networks see of a pair, as their featurizers count it (`../features.ts` and `../compactFeatures.ts` have
 * the lists, in their order), but differentiable; see `softCounts.ts`.
 */
import type { Scalar, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import type { Bend } from '../../copula/bend.ts';
import { arcsineSide, dyadicLevels, thirdLevels, variableCells } from '../../copula/cells.ts';
import type { RankArray } from '../../copula/ranks.ts';
import { compactGrids, compactLeastCounts } from '../compactFeatures.ts';
import { tableCells } from '../networkContract.ts';
import type { NetworkName } from '../networks.ts';
import {
  bentCoordinates,
  hardDiagonal,
  hardOccupancy,
  softOccupancy,
  type Occupancy,
} from './occupancy.ts';
import { softExtents, type ExtentSide } from './softExtents.ts';
import { cellsWith, countCells, countOnGrid, octaveShares } from './softCounts.ts';

/** One variable: where its samples lie, and its share of ties, which has no gradient. */
export interface FeatureSide extends ExtentSide {
  readonly tieShare: number;
}

/** Two variables, and the cells along the rising or the falling diagonal. */
export interface FeaturePair {
  readonly x: FeatureSide;
  readonly y: FeatureSide;
  readonly diagonal: (rises: boolean) => Occupancy;
}

/**
 * Ranks as they are.
 *
 * @param bend of the axes, for their cells: see `bentPlaces`
 */
export function hardPair(tf: TF, x: RankArray, y: RankArray, bend: Bend): FeaturePair {
  const side = (ranks: RankArray): FeatureSide => ({
    occupancy: hardOccupancy(tf, ranks, bend),
    softRanks: tf.tensor1d(Float32Array.from(ranks)),
    tieShare: variableCells(ranks).tieShare,
  });
  return { x: side(x), y: side(y), diagonal: (rises) => hardDiagonal(tf, x, y, rises) };
}

/** One variable's copula coordinates in 0..1, and its share of ties. */
interface SoftVariable {
  readonly u: Tensor1D;
  readonly tieShare: number;
}

/**
 * @param bend of the axes, for their cells: see `bentPlaces`
 * @param softness see `softOccupancy`
 */
export function softPair(
  tf: TF,
  x: SoftVariable,
  y: SoftVariable,
  bend: Bend,
  softness: number,
): FeaturePair {
  const side = ({ u, tieShare }: SoftVariable): FeatureSide => ({
    occupancy: softOccupancy(tf, bentCoordinates(tf, u, bend), softness),
    softRanks: tf.add(tf.mul(u, 2 * u.size), 1),
    tieShare,
  });
  const along = (rises: boolean): Tensor1D => tf.div(tf.add(x.u, rises ? y.u : tf.sub(1, y.u)), 2);
  return { x: side(x), y: side(y), diagonal: (rises) => softOccupancy(tf, along(rises), softness) };
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
  { x, y, diagonal }: FeaturePair,
  sampleCount: number,
): PairFeatures {
  const onGrids = (grids: readonly number[]) =>
    grids.map((grid) => ({
      grid,
      ...countOnGrid(tf, x.occupancy, y.occupancy, grid, sampleCount),
    }));
  const arcsine = (grid: number) => countCells(tf, x.occupancy, y.occupancy, grid, 'arcsine');
  const extents = () => softExtents(tf, x, y, diagonal);
  const { counts, statistics } = parts[network](tf, { onGrids, arcsine, extents }, sampleCount);
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

/** What of a pair can be asked for. */
interface Asked {
  readonly onGrids: (grids: readonly number[]) => Grids;
  /** (G, G) samples in each cell of the grid that is narrow at its ends. */
  readonly arcsine: (grid: number) => Tensor2D;
  readonly extents: () => Tensor1D;
}

/** The statistics after the first three, and the samples in each cell of the histogram. */
type Part = (
  tf: TF,
  asked: Asked,
  sampleCount: number,
) => { counts: Tensor2D; statistics: Tensor1D[] };

const ofFineCounts: Part = (tf, { onGrids, arcsine, extents }, sampleCount) => {
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
    statistics: [
      plugIns(dyadic),
      occupied(dyadic),
      ...shares,
      plugIns(third),
      occupied(third),
      extents(),
    ],
  };
};

const ofCompactCounts: Part = (tf, { onGrids }, sampleCount) => {
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
};

const parts: Readonly<Record<NetworkName, Part>> = {
  fast: ofCompactCounts,
  accurate: ofFineCounts,
  thorough: ofFineCounts,
};

const stack = (tf: TF, scalars: Scalar[]) => tf.stack(scalars) as Tensor1D;
