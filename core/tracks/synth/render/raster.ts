/** A depth buffer that remembers which triangle is in front. */

/** No triangle. */
export const nothing = -1;

/** Pixels this close outside an edge still belong to the triangle, so that neighbours leave no crack. */
const edge = -1e-7;

export class Raster {
  readonly width: number;
  readonly height: number;
  /** (height, width) 1/depth of the nearest surface; 0 where there is none. */
  readonly inverseDepth: Float32Array;
  /** (height, width) its triangle, or `nothing`. */
  readonly triangle: Int32Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.inverseDepth = new Float32Array(width * height);
    this.triangle = new Int32Array(width * height);
  }

  clear(): void {
    this.inverseDepth.fill(0);
    this.triangle.fill(nothing);
  }

  /**
   * Draws triangles whose front faces the viewer; those with a corner at 1/depth 0 (behind) are left out.
   *
   * @param points (V, 3) column, row, 1/depth; pixel centres at integers
   * @param corners (F, 3) vertices
   */
  draw(points: Float64Array, corners: Uint32Array): void {
    const { width, height, inverseDepth, triangle } = this;
    for (let f = 0; f < corners.length; f += 3) {
      const a = 3 * corners[f];
      const b = 3 * corners[f + 1];
      const c = 3 * corners[f + 2];
      const wa = points[a + 2];
      const wb = points[b + 2];
      const wc = points[c + 2];
      if (wa <= 0 || wb <= 0 || wc <= 0) continue;
      const xa = points[a];
      const ya = points[a + 1];
      const bx = points[b] - xa;
      const by = points[b + 1] - ya;
      const cx = points[c] - xa;
      const cy = points[c + 1] - ya;
      // Rows grow downwards: what turns left outside the image turns right in it.
      const area = bx * cy - cx * by;
      if (area >= -1e-9) continue;
      const x0 = Math.max(0, Math.ceil(xa + Math.min(0, bx, cx)));
      const x1 = Math.min(width - 1, Math.floor(xa + Math.max(0, bx, cx)));
      const y0 = Math.max(0, Math.ceil(ya + Math.min(0, by, cy)));
      const y1 = Math.min(height - 1, Math.floor(ya + Math.max(0, by, cy)));
      const dbx = cy / area;
      const dcx = -by / area;
      const slope = (wb - wa) * dbx + (wc - wa) * dcx;
      for (let y = y0; y <= y1; y++) {
        const dy = y - ya;
        let sb = ((x0 - xa) * cy - cx * dy) / area;
        let sc = (bx * dy - (x0 - xa) * by) / area;
        let w = wa + sb * (wb - wa) + sc * (wc - wa);
        let pixel = y * width + x0;
        for (let x = x0; x <= x1; x++, pixel++) {
          if (sb >= edge && sc >= edge && sb + sc <= 1 - edge && w > inverseDepth[pixel]) {
            inverseDepth[pixel] = w;
            triangle[pixel] = f / 3;
          }
          sb += dbx;
          sc += dcx;
          w += slope;
        }
      }
    }
  }
}

/** Whether a projected triangle shows its front. False where a corner is behind the camera. */
export function facesCamera(points: Float64Array, corners: Uint32Array, triangle: number): boolean {
  const [a, b, c] = [0, 1, 2].map((k) => 3 * corners[3 * triangle + k]);
  return (
    (points[b] - points[a]) * (points[c + 1] - points[a + 1]) <
    (points[c] - points[a]) * (points[b + 1] - points[a + 1])
  );
}

/**
 * 1/depth of a triangle's plane at an image position: linear there. Used to test points between pixel centres.
 */
export function planeInverseDepth(
  points: Float64Array,
  corners: Uint32Array,
  triangle: number,
  column: number,
  row: number,
): number {
  const [a, b, c] = [0, 1, 2].map((k) => 3 * corners[3 * triangle + k]);
  const bx = points[b] - points[a];
  const by = points[b + 1] - points[a + 1];
  const cx = points[c] - points[a];
  const cy = points[c + 1] - points[a + 1];
  const area = bx * cy - cx * by;
  const dx = column - points[a];
  const dy = row - points[a + 1];
  const w = points[a + 2];
  return (
    w +
    ((dx * cy - cx * dy) / area) * (points[b + 2] - w) +
    ((bx * dy - dx * by) / area) * (points[c + 2] - w)
  );
}
