/** Outlines of label images as lines, so that they can be drawn in any width and dashed along their length. Pure. */

export interface LabelGrid {
  readonly width: number;
  readonly height: number;
  /** (height, width), row-major; 0 is nothing. */
  readonly labels: ArrayLike<number>;
}

/**
 * Floats per segment: start x, start y, end x, end y in image pixels, and the length of the outline up to the
 * start, also in image pixels.
 */
export const segmentFloats = 5;

/**
 * The outlines of all regions of equal non-zero label. A region's outline runs between its pixels and others,
 * clockwise (on screen) around it and counter-clockwise around its holes, from edge middle to edge middle, which
 * cuts the corners of the pixel stairs; straight runs are one segment. Pixels that touch by a corner only are
 * not connected. Every pair of unlike labelled neighbours gets an outline on either side of one line.
 *
 * @param only outlines of this label alone; of all when absent
 * @returns segments, `segmentFloats` numbers each
 */
export function traceContours(grid: LabelGrid, only?: number): Float32Array {
  const { width, height, labels } = grid;
  const out = new SegmentWriter();
  // One bit per pixel edge that begins an outline and was walked: only top edges can begin one.
  const walked = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const label = labels[at];
      if (label === 0 || (only !== undefined && label !== only)) continue;
      if (walked[at] || (y > 0 && labels[at - width] === label)) continue;
      walk(grid, label, x, y, walked, out);
    }
  return out.finish();
}

/** Directions along an edge with the region to the right: 0 right, 1 down, 2 left, 3 up. */
const stepX = [1, 0, -1, 0];
const stepY = [0, 1, 0, -1];
/** From a pixel's centre to the middle of the edge that is walked in each direction. */
const edgeX = [0, 0.5, 0, -0.5];
const edgeY = [-0.5, 0, 0.5, 0];

/** Follows one closed outline from the top edge of (startX, startY), and marks the top edges it passes. */
function walk(
  { width, height, labels }: LabelGrid,
  label: number,
  startX: number,
  startY: number,
  walked: Uint8Array,
  out: SegmentWriter,
): void {
  const inside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && labels[y * width + x] === label;
  let x = startX;
  let y = startY;
  let direction = 0;
  out.begin(x + edgeX[0], y + edgeY[0]);
  do {
    if (direction === 0) walked[y * width + x] = 1;
    const aheadX = x + stepX[direction];
    const aheadY = y + stepY[direction];
    const left = (direction + 3) % 4;
    if (!inside(aheadX, aheadY)) {
      // A convex corner: the same pixel's next edge.
      direction = (direction + 1) % 4;
    } else if (inside(aheadX + stepX[left], aheadY + stepY[left])) {
      // A concave corner: the edge of the pixel diagonally ahead.
      x = aheadX + stepX[left];
      y = aheadY + stepY[left];
      direction = left;
    } else {
      x = aheadX;
      y = aheadY;
    }
    out.lineTo(x + edgeX[direction], y + edgeY[direction]);
  } while (x !== startX || y !== startY || direction !== 0);
  out.end();
}

/** Joins collinear steps and keeps the length of the outline. */
class SegmentWriter {
  private data = new Float32Array(1024 * segmentFloats);
  private used = 0;
  private length = 0;
  private fromX = 0;
  private fromY = 0;
  private toX = 0;
  private toY = 0;

  begin(x: number, y: number): void {
    this.length = 0;
    this.fromX = this.toX = x;
    this.fromY = this.toY = y;
  }

  lineTo(x: number, y: number): void {
    const straight =
      (this.toX - this.fromX) * (y - this.toY) === (this.toY - this.fromY) * (x - this.toX);
    if (!straight) this.emit();
    this.toX = x;
    this.toY = y;
  }

  end(): void {
    this.emit();
  }

  finish(): Float32Array {
    return this.data.slice(0, this.used);
  }

  private emit(): void {
    if (this.used === this.data.length) {
      const larger = new Float32Array(2 * this.data.length);
      larger.set(this.data);
      this.data = larger;
    }
    this.data.set([this.fromX, this.fromY, this.toX, this.toY, this.length], this.used);
    this.used += segmentFloats;
    this.length += Math.hypot(this.toX - this.fromX, this.toY - this.fromY);
    this.fromX = this.toX;
    this.fromY = this.toY;
  }
}
