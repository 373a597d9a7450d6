/** How the image lies in the view: one scale and one offset. Pure; the camera and the pointer both use it. */
import { imagePoint, viewPoint, type ImagePoint, type Size, type ViewPoint } from './spaces.ts';

export interface ViewTransform {
  /** View pixels per image pixel. */
  readonly scale: number;
  /** View position of image coordinate (0, 0), the centre of the first pixel. */
  readonly originX: number;
  readonly originY: number;
}

/** Free space left around a fitted image, in view pixels: the colour bar lies at its right, the layers below. */
const fitMargin = { left: 16, top: 16, right: 92, bottom: 60 };
/** Deepest zoom: one image pixel is then as wide as a fingertip, and nothing is left to see beyond it. */
const maximumScale = 48;
/** Part of the image that stays in sight whatever one drags, in view pixels. */
const keptInSight = 48;

export function imageFromView(transform: ViewTransform, at: ViewPoint): ImagePoint {
  const { scale, originX, originY } = transform;
  return imagePoint((at.x - originX) / scale, (at.y - originY) / scale);
}

export function viewFromImage(transform: ViewTransform, at: ImagePoint): ViewPoint {
  const { scale, originX, originY } = transform;
  return viewPoint(at.x * scale + originX, at.y * scale + originY);
}

/** The whole image, centred in the space the margins leave, as large as that allows. An empty view or image counts as one pixel. */
export function fitTransform(image: Size, view: Size): ViewTransform {
  const width = Math.max(1, image.width);
  const height = Math.max(1, image.height);
  const { left, top, right, bottom } = fitMargin;
  const freeWidth = Math.max(1, view.width - left - right);
  const freeHeight = Math.max(1, view.height - top - bottom);
  const scale = Math.min(freeWidth / width, freeHeight / height);
  return {
    scale,
    originX: left + (freeWidth - (width - 1) * scale) / 2,
    originY: top + (freeHeight - (height - 1) * scale) / 2,
  };
}

/**
 * Scales by `factor` and leaves the image point under `at` where it is. The scale stays between half of the
 * fitted one and `maximumScale`; at those ends nothing moves.
 */
export function zoomAt(
  transform: ViewTransform,
  at: ViewPoint,
  factor: number,
  image: Size,
  view: Size,
): ViewTransform {
  const least = Math.min(maximumScale, fitTransform(image, view).scale / 2);
  const scale = Math.min(maximumScale, Math.max(least, transform.scale * factor));
  const ratio = scale / transform.scale;
  return {
    scale,
    originX: at.x - (at.x - transform.originX) * ratio,
    originY: at.y - (at.y - transform.originY) * ratio,
  };
}

/** Moves the image by view pixels, but never wholly out of sight. */
export function panBy(
  transform: ViewTransform,
  by: ViewPoint,
  image: Size,
  view: Size,
): ViewTransform {
  const { scale } = transform;
  return {
    scale,
    originX: inSight(transform.originX + by.x, scale, image.width, view.width),
    originY: inSight(transform.originY + by.y, scale, image.height, view.height),
  };
}

/** The fitted image keeps fitting when the view changes its size; a zoomed one keeps its centre. */
export function resizeTransform(
  transform: ViewTransform,
  image: Size,
  before: Size,
  after: Size,
): ViewTransform {
  if (isFitted(transform, image, before)) return fitTransform(image, after);
  return {
    scale: transform.scale,
    originX: transform.originX + (after.width - before.width) / 2,
    originY: transform.originY + (after.height - before.height) / 2,
  };
}

export function isFitted(transform: ViewTransform, image: Size, view: Size): boolean {
  const fitted = fitTransform(image, view);
  return (
    Math.abs(transform.scale / fitted.scale - 1) < 1e-6 &&
    Math.abs(transform.originX - fitted.originX) < 0.01 &&
    Math.abs(transform.originY - fitted.originY) < 0.01
  );
}

/** Clamps an origin so that `keptInSight` pixels of [-0.5, extent - 0.5) * scale + origin stay in [0, view). */
function inSight(origin: number, scale: number, extent: number, view: number): number {
  const kept = Math.min(keptInSight, extent * scale, view);
  const least = kept - (extent - 0.5) * scale;
  const most = view - kept + 0.5 * scale;
  return Math.min(most, Math.max(least, origin));
}
