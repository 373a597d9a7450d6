/** Where points are in the image of a frame, and whether they can be seen there. */
import type { Camera } from './camera.ts';
import { project } from './camera.ts';
import type { SurfacePoints } from './points.ts';
import { facesCamera, nothing, planeInverseDepth, Raster } from './render/raster.ts';
import type { Stage } from './stage.ts';

/** A point may lie this share of its depth behind the surface in front of it: neighbours of a curved surface. */
const slack = 0.004;

export interface PointsInFrame {
  /** (N, 3) world positions. */
  readonly world: Float64Array;
  /** (N, 3) column, row, 1/depth; 1/depth is 0 behind the camera. */
  readonly image: Float64Array;
  /** (N) 1 where the point is inside the image and nothing is in front of it. */
  readonly visible: Uint8Array;
}

/** Looks at the points through a depth buffer of the image's own size; buffers are reused. */
export class PointViewer {
  readonly raster: Raster;
  readonly #stage: Stage;
  readonly #points: SurfacePoints;
  readonly #corners: Float64Array;
  readonly #result: PointsInFrame;

  constructor(stage: Stage, points: SurfacePoints, width: number, height: number) {
    this.raster = new Raster(width, height);
    this.#stage = stage;
    this.#points = points;
    this.#corners = new Float64Array(stage.world.length);
    this.#result = {
      world: new Float64Array(3 * points.count),
      image: new Float64Array(3 * points.count),
      visible: new Uint8Array(points.count),
    };
  }

  /** Views the stage as it is posed now. */
  view(camera: Camera): PointsInFrame {
    const { world, image, visible } = this.#result;
    project(camera, this.#stage.world, this.#corners);
    this.raster.clear();
    this.raster.draw(this.#corners, this.#stage.triangles);
    this.#placePoints(world);
    project(camera, world, image);
    for (let point = 0; point < visible.length; point++)
      visible[point] = this.#isVisible(point, image) ? 1 : 0;
    return this.#result;
  }

  #placePoints(out: Float64Array): void {
    const { world, triangles } = this.#stage;
    const { triangle, weights, count } = this.#points;
    for (let point = 0; point < count; point++) {
      const t = 3 * triangle[point];
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
      const [wb, wc] = [weights[2 * point], weights[2 * point + 1]];
      for (let k = 0; k < 3; k++)
        out[3 * point + k] = (1 - wb - wc) * world[a + k] + wb * world[b + k] + wc * world[c + k];
    }
  }

  /**
   * The surface at the nearest pixel is continued as a plane to the point's exact place between pixels, so that
   * slopes do not hide themselves; a surface that is turned away is never seen.
   */
  #isVisible(point: number, image: Float64Array): boolean {
    const { width, height, triangle } = this.raster;
    const { triangles } = this.#stage;
    const own = this.#points.triangle[point];
    const [column, row, inverse] = [image[3 * point], image[3 * point + 1], image[3 * point + 2]];
    const [x, y] = [Math.round(column), Math.round(row)];
    if (!(inverse > 0 && x >= 0 && x < width && y >= 0 && y < height)) return false;
    if (!facesCamera(this.#corners, triangles, own)) return false;
    const front = triangle[y * width + x];
    if (front === own || front === nothing) return true;
    const surface = planeInverseDepth(this.#corners, triangles, front, column, row);
    return inverse >= surface * (1 - slack);
  }
}
