import type { Random } from '../../random.ts';

export interface Batches {
  /** Samples of each kind in a batch: fewer than asked for when there are not as many. */
  readonly size: number;
  /**
   * (2 size, 2), the same array every time: pairs as they are, then pairs of an x and a y drawn independently.
   * Drawn without replacement within a batch.
   */
  next(): Float32Array;
}

export function createBatches(
  x: Float64Array,
  y: Float64Array,
  wantedSize: number,
  random: Random,
): Batches {
  const size = Math.min(wantedSize, x.length);
  const batch = new Float32Array(4 * size);
  const order = Uint32Array.from(x, (_, t) => t);
  /** Shuffles the first `size` places of the order: a uniform draw, whatever the order was before. */
  const draw = () => {
    for (let i = 0; i < size; i++) {
      const other = i + random.integer(order.length - i);
      [order[i], order[other]] = [order[other], order[i]];
    }
  };
  return {
    size,
    next() {
      draw();
      for (let i = 0; i < size; i++) {
        batch[2 * i] = x[order[i]];
        batch[2 * i + 1] = y[order[i]];
      }
      draw();
      for (let i = 0; i < size; i++) batch[2 * (size + i)] = x[order[i]];
      draw();
      for (let i = 0; i < size; i++) batch[2 * (size + i) + 1] = y[order[i]];
      return batch;
    },
  };
}
