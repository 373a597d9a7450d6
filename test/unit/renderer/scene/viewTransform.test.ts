import { describe, expect, it } from 'vitest';
import { imagePoint, viewPoint } from '#renderer/scene/spaces.ts';
import {
  fitTransform,
  imageFromView,
  isFitted,
  panBy,
  resizeTransform,
  viewFromImage,
  zoomAt,
} from '#renderer/scene/viewTransform.ts';

const image = { width: 960, height: 540 };
const view = { width: 1000, height: 800 };
const fitted = fitTransform(image, view);
// Coordinates are doubles of at most a few thousand: 1e-9 is far above their rounding.
const digits = 9;

describe('the view transform', () => {
  it('shows the whole image, edges of its outer pixels included', () => {
    const topLeft = viewFromImage(fitted, imagePoint(-0.5, -0.5));
    const bottomRight = viewFromImage(fitted, imagePoint(959.5, 539.5));
    for (const { x, y } of [topLeft, bottomRight]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(view.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(view.height);
    }
    expect((bottomRight.x - topLeft.x) / (bottomRight.y - topLeft.y)).toBeCloseTo(960 / 540, 9);
  });

  it('goes to the view and back', () => {
    const there = viewFromImage(fitted, imagePoint(123.25, -40));
    const back = imageFromView(fitted, there);
    expect(back.x).toBeCloseTo(123.25, digits);
    expect(back.y).toBeCloseTo(-40, digits);
  });

  it.each([1.25, 0.8, 7, 1e6, 1e-6])(
    'zooms by %d and keeps what is under the pointer',
    (factor) => {
      const at = viewPoint(311, 97);
      const under = imageFromView(fitted, at);
      const after = imageFromView(zoomAt(fitted, at, factor, image, view), at);
      expect(after.x).toBeCloseTo(under.x, digits);
      expect(after.y).toBeCloseTo(under.y, digits);
    },
  );

  it('stops zooming at half the fitted scale and at 48 pixels a pixel', () => {
    const at = viewPoint(0, 0);
    expect(zoomAt(fitted, at, 1e-6, image, view).scale).toBeCloseTo(fitted.scale / 2, digits);
    expect(zoomAt(fitted, at, 1e6, image, view).scale).toBe(48);
  });

  it('pans by view pixels, and not out of sight', () => {
    const moved = panBy(fitted, viewPoint(10, -20), image, view);
    expect(moved.originX - fitted.originX).toBe(10);
    expect(moved.originY - fitted.originY).toBe(-20);
    const far = panBy(fitted, viewPoint(1e5, 1e5), image, view);
    expect(viewFromImage(far, imagePoint(-0.5, -0.5))).toEqual({ x: 1000 - 48, y: 800 - 48 });
  });

  it('keeps a fitted image fitted when the view changes, and the middle of another one', () => {
    const after = { width: 640, height: 500 };
    expect(isFitted(resizeTransform(fitted, image, view, after), image, after)).toBe(true);
    const zoomed = zoomAt(fitted, viewPoint(200, 300), 3, image, view);
    const resized = resizeTransform(zoomed, image, view, after);
    const before = imageFromView(zoomed, viewPoint(500, 400));
    const now = imageFromView(resized, viewPoint(320, 250));
    expect(now.x).toBeCloseTo(before.x, digits);
    expect(now.y).toBeCloseTo(before.y, digits);
  });

  it('survives a view without size, as before the first layout', () => {
    expect(fitTransform(image, { width: 0, height: 0 }).scale).toBeGreaterThan(0);
  });
});
