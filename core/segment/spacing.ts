/** Cells of the grid hold about two points each. */
const pointsPerCell = 2;

/**
 * The median distance from a point to its nearest other point, in pixels; 0 with fewer than two points.
 *
 * @param xy (2 M) x and y of each point, finite
 */
export function medianSpacing(xy: ArrayLike<number>): number {
  const count = xy.length / 2;
  if (count < 2) return 0;
  const grid = bucket(xy, count);
  const distances = Float64Array.from({ length: count }, (_, i) => nearestOther(xy, i, grid));
  distances.sort();
  return distances[count >> 1];
}

interface Grid {
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  /** (cells + 1) where each cell's points start in `points`. */
  readonly starts: Uint32Array;
  readonly points: Uint32Array;
}

function bucket(xy: ArrayLike<number>, count: number): Grid {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    left = Math.min(left, xy[2 * i]);
    right = Math.max(right, xy[2 * i]);
    top = Math.min(top, xy[2 * i + 1]);
    bottom = Math.max(bottom, xy[2 * i + 1]);
  }
  const area = Math.max(1, right - left) * Math.max(1, bottom - top);
  const size = Math.sqrt((area * pointsPerCell) / count);
  const columns = Math.floor((right - left) / size) + 1;
  const rows = Math.floor((bottom - top) / size) + 1;
  const cellOf = (i: number) =>
    Math.floor((xy[2 * i + 1] - top) / size) * columns + Math.floor((xy[2 * i] - left) / size);
  const starts = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < count; i++) starts[cellOf(i) + 1] += 1;
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice();
  const points = new Uint32Array(count);
  for (let i = 0; i < count; i++) points[next[cellOf(i)]++] = i;
  return { size, columns, rows, left, top, starts, points };
}

/** Looks at rings of cells around the point's own until no farther ring can hold a nearer point. */
function nearestOther(xy: ArrayLike<number>, i: number, grid: Grid): number {
  const { size, columns, rows, left, top, starts, points } = grid;
  const [x, y] = [xy[2 * i], xy[2 * i + 1]];
  const column = Math.floor((x - left) / size);
  const row = Math.floor((y - top) / size);
  let best = Infinity;
  for (let ring = 0; ring <= Math.max(columns, rows) && best > (ring - 1) * size; ring++) {
    for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
      const isEdgeRow = Math.abs(r - row) === ring;
      for (let c = column - ring; c <= column + ring; c += isEdgeRow || ring === 0 ? 1 : 2 * ring) {
        if (c < 0 || c >= columns) continue;
        const cell = r * columns + c;
        for (let at = starts[cell]; at < starts[cell + 1]; at++) {
          const other = points[at];
          if (other === i) continue;
          best = Math.min(best, Math.hypot(xy[2 * other] - x, xy[2 * other + 1] - y));
        }
      }
    }
  }
  return best;
}
