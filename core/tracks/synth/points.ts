/** The points that are tracked: fixed places on surfaces, front and back. */
import type { Random } from '../../random.ts';
import { createCamera, project } from './camera.ts';
import { nothing, Raster } from './render/raster.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

export interface SurfacePoints {
  readonly count: number;
  /** (N) triangle of the stage. */
  readonly triangle: Uint32Array;
  /** (N, 2) weights of its second and third corner. */
  readonly weights: Float64Array;
}

/** Part of the points that lie on moving actors, each of which gets the same number. */
const movingShare = 0.26;
/** Static surfaces are weighted by what these many frames show of them, more of them early than late. */
const looks = 12;

/**
 * Draws points. On a moving actor uniformly by area at rest, so that its far side has its share and occludes
 * itself. On static surfaces by the pixels in which they are seen over the clip, so that the wide ground does
 * not crowd at the horizon, and what is never in view gets none.
 */
export function samplePoints(
  scene: Scene,
  stage: Stage,
  count: number,
  random: Random,
  view: { width: number; height: number; frameCount: number },
): SurfacePoints {
  const triangle = new Uint32Array(count);
  const weights = new Float64Array(2 * count);
  const movers = scene.actors.flatMap(({ moving }, index) => (moving ? [index] : []));
  const tables = movers.map((index) => restAreas(stage, index));
  const rest = staticAreas(scene, stage, view);
  for (let point = 0; point < count; point++) {
    // Actors take turns, so that any first part of the points is a fair sample of the scene.
    const turn = Math.floor(point * movingShare);
    const isMover = movers.length > 0 && Math.floor((point + 1) * movingShare) > turn;
    const table = isMover ? tables[turn % movers.length] : rest;
    triangle[point] = draw(table, random.uniform());
    // The square folded onto the triangle.
    let [b, c] = [random.uniform(), random.uniform()];
    if (b + c > 1) [b, c] = [1 - b, 1 - c];
    weights.set([b, c], 2 * point);
  }
  return { count, triangle, weights };
}

interface AreaTable {
  readonly first: number;
  /** Running sums of the triangles' weights. */
  readonly sums: Float64Array;
}

function draw({ first, sums }: AreaTable, uniform: number): number {
  const target = uniform * sums[sums.length - 1];
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return first + low;
}

function restAreas(stage: Stage, actor: number): AreaTable {
  const [first, end] = [stage.firstTriangle[actor], stage.firstTriangle[actor + 1]];
  let sum = 0;
  const sums = new Float64Array(end - first);
  for (let t = first; t < end; t++) sums[t - first] = sum += area3(stage.rest, stage.triangles, t);
  return { first, sums };
}

function area3(positions: Float64Array, triangles: Uint32Array, t: number): number {
  const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[3 * t + k]);
  const u = [0, 1, 2].map((k) => positions[b + k] - positions[a + k]);
  const v = [0, 1, 2].map((k) => positions[c + k] - positions[a + k]);
  return (
    Math.sqrt(
      (u[1] * v[2] - u[2] * v[1]) ** 2 +
        (u[2] * v[0] - u[0] * v[2]) ** 2 +
        (u[0] * v[1] - u[1] * v[0]) ** 2,
    ) / 2
  );
}

function staticAreas(
  scene: Scene,
  stage: Stage,
  { width, height, frameCount }: { width: number; height: number; frameCount: number },
): AreaTable {
  const weight = new Float64Array(stage.actor.length);
  const image = new Float64Array(stage.world.length);
  const raster = new Raster(width, height);
  for (let look = 0; look < looks; look++) {
    const frame = Math.floor((look / looks) ** 2 * frameCount);
    stage.pose(frame);
    project(
      createCamera(scene.camera(frame), { focal: scene.focal, width, height }),
      stage.world,
      image,
    );
    raster.clear();
    raster.draw(image, stage.triangles);
    for (const t of raster.triangle)
      if (t !== nothing && !scene.actors[stage.actor[t]].moving) weight[t] += 1;
  }
  let sum = 0;
  return { first: 0, sums: weight.map((w) => (sum += w)) };
}
