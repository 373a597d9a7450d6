/** How large points are drawn. Pure. */
import type { Size } from './spaces.ts';

/** Smallest dot whose colour can still be told, and the largest that does not yet hide what it marks. */
const smallest = 3;
const largest = 10;
/** Share of the mean distance between points that a dot takes: apart enough to see the video between them. */
const coverage = 0.36;

/** Mean distance between `count` points spread over an image, in image pixels. */
export function meanSpacing(image: Size, count: number): number {
  return Math.sqrt((image.width * image.height) / Math.max(1, count));
}

/** Diameter of a point's dot in view pixels, at `scale` view pixels per image pixel. */
export function pointDiameter(image: Size, count: number, scale: number): number {
  return Math.min(largest, Math.max(smallest, coverage * meanSpacing(image, count) * scale));
}
