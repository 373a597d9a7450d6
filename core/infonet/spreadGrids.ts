/**
 * Grids whose cells are numbered by the bits of x and y in turn (a Morton code), x's first: the cell on the next coarser
 * grid is the code without its last two bits, and its four cells lie side by side.
 */

/**
 * Counters of samples per cell. Never Uint32Array: its elements may leave the small-integer range, and V8 then
 * runs the loops over them tens of times slower.
 */
export type Counts = Uint16Array | Int32Array;

/**
 * Where the counters of level 0..finest start, those of the grid of 2^level, when the finest come first.
 *
 * @param first where those of the finest start
 */
export const gridStartsFrom = (finest: number, first: number): number[] =>
  Array.from({ length: finest + 1 }, (_, level) => {
    let start = first;
    for (let finer = finest; finer > level; finer--) start += 4 ** finer;
    return start;
  });

/** Several counts of samples or of cells share one float64, 13 bits each; up to so many samples it is exact. */
export const packedBase = 1 << 13;
export const mostPacked = packedBase - 1;
