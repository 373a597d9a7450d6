/** Closed triangle meshes at rest, built from lofts: rings of points along a line. */
import { cross, dot, scale, subtract, type Vec3 } from './vector.ts';

export interface Mesh {
  /** (V, 3) rest positions in the model's frame, metres; also where solid textures are looked up. */
  readonly rest: Float64Array;
  /** (V) the link that carries the vertex. */
  readonly link: Uint8Array;
  /** (F, 3) vertices, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** (F) index into the actor's materials. */
  readonly material: Uint8Array;
}

/** A ring of a loft: an ellipse, or a rounded rectangle where `square` is above 2. */
export interface Ring {
  readonly centre: Vec3;
  /** Half-axes along the ring's two directions; both 0 is a tip. */
  readonly radii: readonly [number, number];
}

export interface LoftOptions {
  readonly segments?: number;
  /** Exponent of the superellipse: 2 is an ellipse, 4 and more a rounded rectangle. */
  readonly square?: number;
  /** The ring's two directions; by default y and z, for a body along x. */
  readonly across?: readonly [Vec3, Vec3];
  readonly link?: number;
  readonly material?: number;
}

/** A closed tube through the rings; its ends are closed by a tip in the first and last ring's centre. */
export function loft(rings: readonly Ring[], options: LoftOptions = {}): Mesh {
  const { segments = 16, square = 2, link = 0, material = 0 } = options;
  const [side, up] = options.across ?? [
    [0, 1, 0],
    [0, 0, 1],
  ];
  const rest: number[] = [];
  for (const { centre, radii } of rings)
    for (let s = 0; s < segments; s++) {
      const [a, b] = superellipse((2 * Math.PI * s) / segments, square);
      for (let axis = 0; axis < 3; axis++)
        rest.push(centre[axis] + a * radii[0] * side[axis] + b * radii[1] * up[axis]);
    }
  const first = rings.length * segments;
  rest.push(...rings[0].centre, ...rings[rings.length - 1].centre);
  const triangles: number[] = [];
  for (let s = 0; s < segments; s++) {
    const next = (s + 1) % segments;
    for (let r = 0; r + 1 < rings.length; r++) {
      const [a, b] = [r * segments + s, r * segments + next];
      triangles.push(a, b, b + segments, a, b + segments, a + segments);
    }
    const last = (rings.length - 1) * segments;
    triangles.push(first, next, s, first + 1, last + s, last + next);
  }
  return finish(rest, triangles, link, material);
}

function superellipse(angle: number, exponent: number): readonly [number, number] {
  const power = 2 / exponent;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [Math.sign(c) * Math.abs(c) ** power, Math.sign(s) * Math.abs(s) ** power];
}

/** Drops triangles without area and turns the rest outwards. */
function finish(rest: number[], corners: number[], link: number, material: number): Mesh {
  const point = (index: number): Vec3 => [
    rest[3 * index],
    rest[3 * index + 1],
    rest[3 * index + 2],
  ];
  const kept: number[] = [];
  let volume = 0;
  for (let f = 0; f < corners.length; f += 3) {
    const [a, b, c] = [point(corners[f]), point(corners[f + 1]), point(corners[f + 2])];
    const normal = cross(subtract(b, a), subtract(c, a));
    if (dot(normal, normal) < 1e-20) continue;
    volume += dot(a, normal);
    kept.push(corners[f], corners[f + 1], corners[f + 2]);
  }
  if (volume < 0)
    for (let f = 0; f < kept.length; f += 3) [kept[f], kept[f + 1]] = [kept[f + 1], kept[f]];
  return {
    rest: Float64Array.from(rest),
    link: new Uint8Array(rest.length / 3).fill(link),
    triangles: Uint32Array.from(kept),
    material: new Uint8Array(kept.length / 3).fill(material),
  };
}

/** An ellipsoid as a loft along x. */
export function ellipsoid(
  centre: Vec3,
  [rx, ry, rz]: Vec3,
  options: LoftOptions & { rings?: number } = {},
): Mesh {
  const rings = options.rings ?? 10;
  return loft(
    Array.from({ length: rings + 1 }, (_, index) => {
      const angle = (Math.PI * index) / rings;
      const radius = index % rings === 0 ? 0 : Math.sin(angle);
      return {
        centre: [centre[0] - rx * Math.cos(angle), centre[1], centre[2]],
        radii: [ry * radius, rz * radius],
      };
    }),
    options,
  );
}

/** A tapered limb from `a` to `b` with round ends. */
export function limb(
  a: Vec3,
  b: Vec3,
  [ra, rb]: readonly [number, number],
  options: LoftOptions = {},
): Mesh {
  const axis = subtract(b, a);
  const length = Math.sqrt(dot(axis, axis));
  const along = scale(axis, 1 / length);
  const side = cross(along, Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [0, 1, 0]);
  const unit = scale(side, 1 / Math.sqrt(dot(side, side)));
  const at = (s: number, radius: number): Ring => ({
    centre: [a[0] + along[0] * s, a[1] + along[1] * s, a[2] + along[2] * s],
    radii: [radius, radius],
  });
  const rings = [
    at(-ra, 0),
    at(-0.7 * ra, 0.7 * ra),
    at(0, ra),
    at(length / 2, (ra + rb) / 2),
    at(length, rb),
    at(length + 0.7 * rb, 0.7 * rb),
    at(length + rb, 0),
  ];
  return loft(rings, { segments: 10, ...options, across: [unit, cross(along, unit)] });
}

export function mergeMeshes(meshes: readonly Mesh[]): Mesh {
  const join = <T>(pick: (mesh: Mesh) => ArrayLike<T>) =>
    meshes.flatMap((mesh) => Array.from(pick(mesh)));
  let base = 0;
  const triangles = meshes.flatMap((mesh) => {
    const shifted = Array.from(mesh.triangles, (vertex) => vertex + base);
    base += mesh.link.length;
    return shifted;
  });
  return {
    rest: Float64Array.from(join((mesh) => mesh.rest)),
    link: Uint8Array.from(join((mesh) => mesh.link)),
    triangles: Uint32Array.from(triangles),
    material: Uint8Array.from(join((mesh) => mesh.material)),
  };
}

/** The mesh with every rest position moved by `change`. */
export function reshape(mesh: Mesh, change: (position: Vec3) => Vec3): Mesh {
  const rest = new Float64Array(mesh.rest.length);
  for (let at = 0; at < rest.length; at += 3)
    rest.set(change([mesh.rest[at], mesh.rest[at + 1], mesh.rest[at + 2]]), at);
  return { ...mesh, rest };
}

/** A ground: heights over a grid of `step` metres, seen from above. */
export function terrain(
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  step: number,
  height: (x: number, y: number) => number,
): Mesh {
  const columns = Math.round((x1 - x0) / step) + 1;
  const rows = Math.round((y1 - y0) / step) + 1;
  const rest: number[] = [];
  const triangles: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = [x0 + column * step, y0 + row * step];
      rest.push(x, y, height(x, y));
      if (row === 0 || column === 0) continue;
      const d = row * columns + column;
      const [a, b, c] = [d - columns - 1, d - columns, d - 1];
      triangles.push(a, b, d, a, d, c);
    }
  return {
    rest: Float64Array.from(rest),
    link: new Uint8Array(rows * columns),
    triangles: Uint32Array.from(triangles),
    material: new Uint8Array(triangles.length / 3),
  };
}
