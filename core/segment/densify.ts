/** From selected points to a dense mask. The window's overlay and the export call the same function. */
import { createEnvelope } from './lowerEnvelope.ts';
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
 * Row by row, the points' squared distances are parabolas, whose lower envelope says which point is nearest where
 * (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8, 2012). The cost
 * grows with the points times the rows of a disc, and not with the pixels.
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
  const reach = Math.floor(radius);
  const sites = placeSites({ xy, selected }, width, height, reach);
  if (!sites) return mask;
  const { xs, ys, areSelected, top, bottom } = sites;
  const envelope = createEnvelope(xs.length);
  for (let y = Math.max(0, top - reach); y <= Math.min(height - 1, bottom + reach); y++) {
    envelope.clear();
    for (let i = 0; i < xs.length; i++) {
      const rise = ys[i] - y;
      if (rise > reach || -rise > reach) continue;
      // Squared distances are whole numbers, so the half decides ties and nothing else.
      envelope.add(xs[i], rise * rise + (areSelected[i] ? 0 : 0.5), i);
    }
    envelope.forEach((i, from, to) => {
      if (!areSelected[i]) return;
      const half = Math.floor(Math.sqrt(radius * radius - (ys[i] - y) ** 2));
      const start = Math.max(0, from, xs[i] - half);
      const end = Math.min(width - 1, to, xs[i] + half);
      if (start <= end) mask.fill(1, y * width + start, y * width + end + 1);
    });
  }
  return mask;
}

/** Points at their pixels, by x. */
interface Sites {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly areSelected: Uint8Array;
  /** Least and greatest y of the selected ones. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * The points that decide the mask: its pixels lie within reach of a selected point, and what may claim those within
 * reach of them. Undefined when none is selected.
 */
function placeSites(
  { xy, selected }: FramePoints,
  width: number,
  height: number,
  reach: number,
): Sites | undefined {
  const xOf = (i: number) => Math.round(xy[2 * i]);
  const yOf = (i: number) => Math.round(xy[2 * i + 1]);
  const inside = Array.from(selected, (_, i) => i).filter(
    (i) => xOf(i) >= 0 && yOf(i) >= 0 && xOf(i) < width && yOf(i) < height,
  );
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of inside) {
    if (!selected[i]) continue;
    left = Math.min(left, xOf(i));
    right = Math.max(right, xOf(i));
    top = Math.min(top, yOf(i));
    bottom = Math.max(bottom, yOf(i));
  }
  if (left > right) return undefined;
  const isNear = (value: number, low: number, high: number) =>
    value >= low - 2 * reach && value <= high + 2 * reach;
  const order = inside
    .filter((i) => isNear(xOf(i), left, right) && isNear(yOf(i), top, bottom))
    .sort((a, b) => xOf(a) - xOf(b));
  return {
    xs: Float64Array.from(order, xOf),
    ys: Float64Array.from(order, yOf),
    areSelected: Uint8Array.from(order, (i) => (selected[i] ? 1 : 0)),
    top,
    bottom,
  };
}
