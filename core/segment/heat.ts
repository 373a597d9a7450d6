/** A dense map of scores from the points that carry them. */
export interface HeatGrid {
  readonly columns: number;
  readonly rows: number;
  /** Pixels per cell; the centre of cell (c, r) is the pixel ((c + 0.5) cell - 0.5, (r + 0.5) cell - 0.5). */
  readonly cell: number;
  /** (rows, columns) score, NaN where no point is near. */
  readonly scores: Float32Array;
}

/** Beyond this many standard deviations a Gaussian weight is below 0.01 and left out. */
const reach = 3;

/**
 * Smooths scores over the image: at each cell the mean of the points' scores, weighted by a Gaussian of their
 * distance (Nadaraya-Watson regression). Cells farther than three standard deviations from every point have no
 * score.
 *
 * @param xy (2 M) x and y of the visible kept points
 * @param scores (M); points with NaN do not count
 * @param sigma standard deviation of the weights, in pixels
 * @param cell size of a cell, in pixels
 */
export function heatGrid(
  xy: ArrayLike<number>,
  scores: ArrayLike<number>,
  width: number,
  height: number,
  sigma: number,
  cell: number,
): HeatGrid {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const sums = new Float32Array(columns * rows);
  const weights = new Float32Array(columns * rows);
  const span = (reach * sigma) / cell;
  const scale = -0.5 * (cell / sigma) ** 2;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i];
    if (Number.isNaN(score)) continue;
    const x = (xy[2 * i] + 0.5) / cell - 0.5;
    const y = (xy[2 * i + 1] + 0.5) / cell - 0.5;
    const lastRow = Math.min(rows - 1, Math.floor(y + span));
    const lastColumn = Math.min(columns - 1, Math.floor(x + span));
    for (let row = Math.max(0, Math.ceil(y - span)); row <= lastRow; row++)
      for (let column = Math.max(0, Math.ceil(x - span)); column <= lastColumn; column++) {
        const weight = Math.exp(scale * ((column - x) ** 2 + (row - y) ** 2));
        sums[row * columns + column] += weight * score;
        weights[row * columns + column] += weight;
      }
  }
  return { columns, rows, cell, scores: sums.map((sum, at) => sum / weights[at]) };
}
