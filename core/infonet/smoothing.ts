/** The smoothing of the discriminant table, method 1 of the paper's appendix A.8, and what was there before it. */

/**
 * Gaussian weights with rows that sum to 1, so that a constant stays a constant up to the border: S in S·table·Sᵀ. The
 * same in build/train/model.py.
 *
 * @param cells L, along one axis
 * @param sigma standard deviation in cells, above 0
 * @returns (L, L)
 */
export function smoothingMatrix(cells: number, sigma: number): Float64Array {
  const matrix = new Float64Array(cells * cells);
  for (let i = 0; i < cells; i++) {
    let sum = 0;
    for (let j = 0; j < cells; j++)
      sum += matrix[i * cells + j] = Math.exp(-0.5 * ((i - j) / sigma) ** 2);
    for (let j = 0; j < cells; j++) matrix[i * cells + j] /= sum;
  }
  return matrix;
}

/**
 * S·table·Sᵀ.
 *
 * @param table (L, L)
 * @param sigma in cells
 */
export function smoothed(table: ArrayLike<number>, cells: number, sigma: number): Float64Array {
  const matrix = smoothingMatrix(cells, sigma);
  const multiply = (source: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: cells * cells }, (_, at) => {
      const [i, j] = [Math.floor(at / cells), at % cells];
      let sum = 0;
      // source·Sᵀ; done to the transpose as well, it is S·table·Sᵀ.
      for (let k = 0; k < cells; k++) sum += source[i * cells + k] * matrix[j * cells + k];
      return sum;
    });
  return transpose(multiply(transpose(multiply(table), cells)), cells);
}

/**
 * The table whose smoothing is this one: S⁻¹·table·S⁻ᵀ. For widths up to about a cell the inverse is tame (errors grow
 * tenfold at a width of .6 cells); wider kernels wipe out what this would bring back.
 *
 * @param table (L, L), smoothed
 * @param sigma in cells, that of the smoothing
 */
export function unsmoothed(table: ArrayLike<number>, cells: number, sigma: number): Float64Array {
  const matrix = smoothingMatrix(cells, sigma);
  const first = solve(matrix, Float64Array.from(table), cells);
  return transpose(solve(matrix, transpose(first, cells), cells), cells);
}

function transpose(table: ArrayLike<number>, cells: number): Float64Array {
  return Float64Array.from(
    { length: cells * cells },
    (_, at) => table[(at % cells) * cells + Math.floor(at / cells)],
  );
}

/** X of matrix·X = right, by elimination with the largest pivot. */
function solve(matrix: Float64Array, right: Float64Array, n: number): Float64Array {
  const [a, x] = [matrix.slice(), right.slice()];
  const swap = (values: Float64Array, i: number, j: number) => {
    for (let k = 0; k < n; k++)
      [values[i * n + k], values[j * n + k]] = [values[j * n + k], values[i * n + k]];
  };
  const subtract = (values: Float64Array, from: number, row: number, factor: number) => {
    for (let k = 0; k < n; k++) values[from * n + k] -= factor * values[row * n + k];
  };
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++)
      if (Math.abs(a[i * n + column]) > Math.abs(a[pivot * n + column])) pivot = i;
    swap(a, column, pivot);
    swap(x, column, pivot);
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = a[i * n + column] / a[column * n + column];
      subtract(a, i, column, factor);
      subtract(x, i, column, factor);
    }
  }
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) x[i * n + k] /= a[i * n + i];
  return x;
}
