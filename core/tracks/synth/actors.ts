/** The three ways in which an actor's vertices move. */
import type { Mesh } from './mesh.ts';
import type { Actor, Material } from './scene.ts';
import { placeVertex, placement, type Placement } from './vector.ts';

interface Body {
  readonly name: string;
  readonly mesh: Mesh;
  readonly materials: readonly Material[];
}

/** Never moves; its rest positions are world positions. */
export function still(body: Body): Actor {
  return { ...body, moving: false, pose: (_, out) => out.set(body.mesh.rest) };
}

/** Moves as links that are rigid each: `links(frame)` places link k. One link is a rigid body. */
export function linked(body: Body, links: (frame: number) => readonly Placement[]): Actor {
  const { rest, link } = body.mesh;
  return {
    ...body,
    moving: true,
    pose: (frame, out) => {
      const places = links(frame);
      for (let v = 0; v < link.length; v++) placeVertex(places[link[v]], rest, out, v);
    },
  };
}

/** Changes its shape, then is placed as a whole. */
export function deforming(
  body: Body,
  /** Overwrites `shape` (V, 3), which holds the rest positions. */
  deform: (frame: number, shape: Float64Array) => void,
  place: (frame: number) => Placement = () => placement([0, 0, 0], 0),
): Actor {
  const { rest, link } = body.mesh;
  const shape = new Float64Array(rest.length);
  return {
    ...body,
    moving: true,
    pose: (frame, out) => {
      shape.set(rest);
      deform(frame, shape);
      const at = place(frame);
      for (let v = 0; v < link.length; v++) placeVertex(at, shape, out, v);
    },
  };
}
