/** From selected points to a dense mask. The window's overlay and the export call the same function. */
import { squaredDistances } from './distanceTransform.ts';
import { medianSpacing } from './spacing.ts';

/** The visible kept points of one frame. */
export interface FramePoints {
  /** (2 M) x and y in pixels, finite. */
  readonly xy: ArrayLike<number>;
  /** (M) non-zero where selected. */
  readonly selected: ArrayLike<number>;
}

/**
 * Radius over spacing for 'auto': neighbours' discs overlap well beyond the middle between them, so that a
 * surface with even points is covered without holes, and a mask ends about where the points do.
 */
const radiusPerSpacing = 2.5;

/** 'auto' never goes below this, so that dense points do not leave pinholes. */
const smallestRadius = 3;

/**
 * The radius that 'auto' stands for in a frame: 2.5 times the median distance between a visible kept point and
 * its nearest neighbour, at least 3 pixels.
 *
 * @param xy (2 M) x and y of all visible kept points, selected or not
 */
export const automaticRadius = (xy: ArrayLike<number>): number =>
  Math.max(smallestRadius, radiusPerSpacing * medianSpacing(xy));

/**
 * A pixel belongs to the segment when the visible kept point nearest to it is selected and lies within the
 * radius. So a segment ends halfway to the nearest point that is not selected, and never farther than the radius
 * from its own.
 *
 * Points count at the pixel they fall into (pixel centres are at integers); points outside the image do not
 * count. Where a selected and another point are equally near, the selected one wins.
 *
 * @param radius in pixels, > 0
 * @returns (height, width) row-major, 1 inside
 */
export function denseMask(
  { xy, selected }: FramePoints,
  width: number,
  height: number,
  radius: number,
): Uint8Array {
  const mask = new Uint8Array(width * height);
  const reach = Math.ceil(radius);
  const area = selectedArea({ xy, selected }, width, height, reach);
  if (!area) return mask;
  const { left, top, columns, rows } = area;
  const own = new Uint8Array(columns * rows);
  const other = new Uint8Array(columns * rows);
  for (let i = 0; i < selected.length; i++) {
    const x = Math.round(xy[2 * i]) - left;
    const y = Math.round(xy[2 * i + 1]) - top;
    if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
    (selected[i] ? own : other)[y * columns + x] = 1;
  }
  const toOwn = squaredDistances(own, columns, rows);
  const toOther = squaredDistances(other, columns, rows);
  const limit = radius * radius;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = y * columns + x;
      if (toOwn[at] <= limit && toOwn[at] <= toOther[at]) mask[(top + y) * width + left + x] = 1;
    }
  return mask;
}

/**
 * The part of the image that decides the mask: within the radius of a selected point lie the mask's pixels, and
 * within the radius of those the points that may claim them.
 */
function selectedArea(
  { xy, selected }: FramePoints,
  width: number,
  height: number,
  reach: number,
): { left: number; top: number; columns: number; rows: number } | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < selected.length; i++) {
    if (!selected[i]) continue;
    const [x, y] = [Math.round(xy[2 * i]), Math.round(xy[2 * i + 1])];
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return undefined;
  left = Math.max(0, left - 2 * reach);
  top = Math.max(0, top - 2 * reach);
  right = Math.min(width - 1, right + 2 * reach);
  bottom = Math.min(height - 1, bottom + 2 * reach);
  return { left, top, columns: right - left + 1, rows: bottom - top + 1 };
}
