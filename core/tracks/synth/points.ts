/** The points that are tracked: fixed places on surfaces. */
import type { Random } from '../../random.ts';
import { createCamera, project } from './camera.ts';
import { nothing, Raster } from './render/raster.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { cross, dot, subtract, type Vec3 } from './vector.ts';

export interface SurfacePoints {
  readonly count: number;
  /** (N) triangle of the stage. */
  readonly triangle: Uint32Array;
  /** (N, 2) weights of its second and third corner. */
  readonly weights: Float64Array;
}

/** Part of the points that lie on moving actors, each of which gets the same number. */
const movingShare = 0.26;
/** Frames that are looked at beforehand, more of them early than late, and their width in pixels. */
const looks = 24;
const lookWidth = 960;

/**
 * Draws points. On a moving actor uniformly by area at rest, front and back, so that it occludes itself; only
 * what no look shows (a belly, the inside of a joint) is left out. On static surfaces by the pixels that show them, so
 * that the wide ground does not crowd at the horizon, and what is never in view gets none.
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
  const { movers, rest } = survey(scene, stage, view);
  for (let point = 0; point < count; point++) {
    // Actors take turns, so that any first part of the points is a fair sample of the scene.
    const turn = Math.floor(point * movingShare);
    const isMover = Math.floor((point + 1) * movingShare) > turn;
    triangle[point] = draw(isMover ? movers[turn % movers.length] : rest, random.uniform());
    // The square folded onto the triangle.
    let [b, c] = [random.uniform(), random.uniform()];
    if (b + c > 1) [b, c] = [1 - b, 1 - c];
    weights.set([b, c], 2 * point);
  }
  return { count, triangle, weights };
}

/** Running sums of the triangles' weights, from triangle `first` on. */
interface WeightTable {
  readonly first: number;
  readonly sums: Float64Array;
}

/** Looks at the clip: a table for each moving actor, and one for all that is still. */
function survey(
  scene: Scene,
  stage: Stage,
  view: { width: number; height: number; frameCount: number },
): { movers: WeightTable[]; rest: WeightTable } {
  const width = lookWidth;
  const height = Math.round((lookWidth * view.height) / view.width);
  const moves = Uint8Array.from(stage.actor, (actor) => (scene.actors[actor].moving ? 1 : 0));
  const weight = new Float64Array(moves.length);
  const image = new Float64Array(stage.world.length);
  const raster = new Raster(width, height);
  for (let look = 0; look < looks; look++) {
    const frame = Math.floor((look / looks) ** 2 * view.frameCount);
    const camera = createCamera(scene.camera(frame), { focal: scene.focal, width, height });
    stage.pose(frame);
    project(camera, stage.world, image);
    raster.clear();
    raster.draw(image, stage.triangles);
    for (const t of raster.triangle) {
      if (t === nothing) continue;
      if (!moves[t]) weight[t] += 1;
      else if (weight[t] === 0) weight[t] = area(stage.rest, stage.triangles, t);
    }
  }
  const table = (first: number, end: number, isIn: (t: number) => boolean): WeightTable => {
    let sum = 0;
    const own = weight.subarray(first, end);
    return { first, sums: own.map((w, k) => (sum += isIn(first + k) ? w : 0)) };
  };
  const movers = scene.actors.flatMap(({ moving }, index) =>
    moving ? [table(stage.firstTriangle[index], stage.firstTriangle[index + 1], () => true)] : [],
  );
  return { movers, rest: table(0, weight.length, (t) => !moves[t]) };
}

/** The triangle in whose share of the whole weight a number in [0, 1) falls. */
function draw({ first, sums }: WeightTable, uniform: number): number {
  const target = uniform * sums[sums.length - 1];
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return first + low;
}

function area(positions: Float64Array, triangles: Uint32Array, t: number): number {
  const corner = (k: number): Vec3 => {
    const at = 3 * triangles[3 * t + k];
    return [positions[at], positions[at + 1], positions[at + 2]];
  };
  const normal = cross(subtract(corner(1), corner(0)), subtract(corner(2), corner(0)));
  return Math.sqrt(dot(normal, normal)) / 2;
}
