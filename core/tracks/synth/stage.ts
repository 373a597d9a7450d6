/** All actors of a scene in one set of buffers, posed frame by frame. */
import type { Material, Scene } from './scene.ts';

export interface Stage {
  /** (V, 3) world positions in the current frame. */
  readonly world: Float64Array;
  /** (V, 3) unit normals, smooth across a mesh, in the current frame. */
  readonly normals: Float64Array;
  /** (V, 3) rest positions. */
  readonly rest: Float64Array;
  /** (F, 3) vertices of all meshes. */
  readonly triangles: Uint32Array;
  /** (F) index into scene.actors. */
  readonly actor: Uint8Array;
  /** (F) index into `materials`. */
  readonly material: Uint8Array;
  readonly materials: readonly Material[];
  /** First triangle of each actor, and one past the last of all. */
  readonly firstTriangle: readonly number[];
  /** Moves everything to a frame. */
  pose(frame: number): void;
}

export function createStage({ actors }: Scene): Stage {
  const vertexCount = actors.map(({ mesh }) => mesh.link.length);
  const firstVertex = offsets(vertexCount);
  const firstTriangle = offsets(actors.map(({ mesh }) => mesh.material.length));
  const total = firstVertex[actors.length];
  const world = new Float64Array(3 * total);
  const normals = new Float64Array(3 * total);
  const rest = new Float64Array(3 * total);
  const triangles = new Uint32Array(3 * firstTriangle[actors.length]);
  const actor = new Uint8Array(firstTriangle[actors.length]);
  const material = new Uint8Array(actor.length);
  const materials = actors.flatMap((one) => one.materials);
  const ranges = actors.map((one, index) => {
    const from = firstVertex[index];
    const first = firstTriangle[index];
    rest.set(one.mesh.rest, 3 * from);
    one.mesh.triangles.forEach((vertex, k) => (triangles[3 * first + k] = vertex + from));
    actor.fill(index, first, firstTriangle[index + 1]);
    const base = materials.indexOf(one.materials[0]);
    one.mesh.material.forEach((m, k) => (material[first + k] = base + m));
    return {
      one,
      world: world.subarray(3 * from, 3 * firstVertex[index + 1]),
      normals: normals.subarray(3 * from, 3 * firstVertex[index + 1]),
    };
  });
  const posePart = ({ one, world, normals }: (typeof ranges)[number], frame: number) => {
    one.pose(frame, world);
    smoothNormals(world, one.mesh.triangles, normals);
  };
  for (const range of ranges) posePart(range, 0);
  const moving = ranges.filter(({ one }) => one.moving);
  return {
    ...{ world, normals, rest, triangles, actor, material, materials, firstTriangle },
    pose: (frame) => moving.forEach((range) => posePart(range, frame)),
  };
}

function offsets(counts: readonly number[]): number[] {
  const result = [0];
  for (const count of counts) result.push(result[result.length - 1] + count);
  return result;
}

/** Area-weighted mean of the normals of a vertex's triangles. */
function smoothNormals(points: Float64Array, corners: Uint32Array, out: Float64Array): void {
  out.fill(0);
  for (let f = 0; f < corners.length; f += 3) {
    const a = 3 * corners[f];
    const b = 3 * corners[f + 1];
    const c = 3 * corners[f + 2];
    const ux = points[b] - points[a];
    const uy = points[b + 1] - points[a + 1];
    const uz = points[b + 2] - points[a + 2];
    const vx = points[c] - points[a];
    const vy = points[c + 1] - points[a + 1];
    const vz = points[c + 2] - points[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (const at of [a, b, c]) {
      out[at] += nx;
      out[at + 1] += ny;
      out[at + 2] += nz;
    }
  }
  for (let at = 0; at < out.length; at += 3) {
    const length = Math.sqrt(out[at] ** 2 + out[at + 1] ** 2 + out[at + 2] ** 2) || 1;
    out[at] /= length;
    out[at + 1] /= length;
    out[at + 2] /= length;
  }
}
