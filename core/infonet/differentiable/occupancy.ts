/** How samples lie on the cells of a grid along one axis: whole in one cell, or shared between neighbours. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import { arcsineCells } from '../../copula/arcsineGrid.ts';
import { bentPlaces, type Bend } from '../../copula/bend.ts';
import type { RankArray } from '../../copula/ranks.ts';
import { diagonalCell, diagonalCells } from '../extents.ts';
import { differences } from './differences.ts';

/** Whether cells are equal steps of u, or narrow at the ends: see `arcsineEdges`. */
export type Spacing = 'equal' | 'arcsine';

/** Weights (T, G) of T samples on a grid of G cells; every row sums to 1. */
export type Occupancy = (grid: number, spacing: Spacing) => Tensor2D;

/** The cells of `variableCells`, of the axis bent by `bend`: one weight of 1 a sample. */
export const hardOccupancy = (tf: TF, ranks: RankArray, bend: Bend): Occupancy => {
  const places = bentPlaces(ranks.length, bend);
  return (grid, spacing) => {
    const arcsine = spacing === 'arcsine' && arcsineCells(grid, places);
    const cells = Int32Array.from(ranks, (rank) =>
      arcsine ? arcsine[rank] : Math.floor((places[rank] * grid) / (2 * ranks.length)),
    );
    return tf.oneHot(tf.tensor1d(cells, 'int32'), grid, 1, 0, 'float32') as Tensor2D;
  };
};

/** The cells along a diagonal of `../extents.ts`: one weight of 1 a sample, none for those in the very middle. */
export const hardDiagonal =
  (tf: TF, x: RankArray, y: RankArray, rises: boolean): Occupancy =>
  (grid) => {
    const all = 2 * x.length;
    const cells = Int32Array.from(x, (rank, t) => {
      const cell = diagonalCell(rank + (rises ? y[t] : all + 2 - y[t]) - all - 2, all);
      return cell === diagonalCells ? -1 : Math.floor((cell * grid) / diagonalCells);
    });
    // At least two cells are wanted there.
    const weights = tf.oneHot(tf.tensor1d(cells, 'int32'), Math.max(grid, 2), 1, 0, 'float32');
    return tf.slice(weights as Tensor2D, [0, 0], [x.length, grid]);
  };

/**
 * A sample is spread evenly over a window around it, `softness` cells wide, and each cell gets what of the window
 * lies in it. With 1 those are the linear (triangular) weights of the two nearest cell centres; towards 0 they
 * become `hardOccupancy`. What would lie outside of 0..1 stays in the first or the last cell.
 *
 * @param u (T) copula coordinates in 0..1
 * @param softness 0 < softness <= 1
 */
export const softOccupancy =
  (tf: TF, u: Tensor1D, softness: number): Occupancy =>
  (grid, spacing) => {
    // In units of the window. Inner borders are cell numbers; the outer ones are out of reach of every window.
    const far = 2 * grid + 1;
    const lower = [-far, ...Array.from({ length: grid - 1 }, (_, i) => i + 1)];
    const upper = [...lower.slice(1), far];
    const along = spacing === 'arcsine' ? arcsineOf(tf, u) : u;
    const places: Tensor1D = tf.mul(along, grid / softness);
    /** The share of each window that lies beyond each border. */
    const beyond = (borders: number[]) => {
      const shifted = tf.tensor1d(borders.map((border) => border / softness - 0.5));
      return tf.clipByValue(differences(tf, places, shifted), 0, 1);
    };
    return tf.sub(beyond(lower), beyond(upper));
  };

/** The coordinates on the bent axis, see `bentPlaces`. */
export const bentCoordinates = (tf: TF, u: Tensor1D, { quarters, middle }: Bend): Tensor1D =>
  tf.add(
    tf.add(u, tf.mul(tf.sin(tf.mul(u, 2 * Math.PI)), quarters)),
    tf.mul(tf.square(tf.sin(tf.mul(u, Math.PI))), middle),
  );

/** (2 / π) asin √u, in which arcsine cells are equal steps. Its slope is infinite at 0 and 1: kept just inside. */
const arcsineOf = (tf: TF, u: Tensor1D): Tensor1D =>
  tf.mul(tf.asin(tf.sqrt(tf.clipByValue(u, 1e-6, 1 - 1e-6))), 2 / Math.PI);
