/** What a synthetic scene is made of. */
import type { Mesh } from './mesh.ts';
import type { Placement, Vec3 } from './vector.ts';

/** Linear light, 0 to about 1 a channel. */
export type Rgb = [red: number, green: number, blue: number];

export interface Material {
  /** Colour of the surface at a rest position; `footprint` is the size of a pixel on it in metres. */
  paint(x: number, y: number, z: number, footprint: number, out: Rgb): void;
  /** 0 is matt, 1 is wet. */
  readonly gloss: number;
  /** How far light creeps round into the shadow side: 0 stone, 1 jelly. */
  readonly softness: number;
}

export interface Actor {
  /** As written to scene_info.json; 'background' and 'Plane' are the backdrop and the ground. */
  readonly name: string;
  readonly mesh: Mesh;
  readonly materials: readonly Material[];
  readonly moving: boolean;
  /** Writes the world positions (V, 3) of all vertices in a frame. */
  pose(frame: number, out: Float64Array): void;
}

/** The atmosphere: everything that is not a surface. */
export interface Look {
  /** Unit vector towards the sun. */
  readonly sunDirection: Vec3;
  readonly sun: Vec3;
  /** Light from above and from below. */
  readonly sky: Vec3;
  readonly bounce: Vec3;
  /** Share of light lost to haze in a metre. */
  readonly haze: number;
  /** Colour of the distance in a direction (unit vector), which is also the colour of the haze. */
  distance(x: number, y: number, z: number, frame: number, out: Rgb): void;
  /** Factor on the sun at a place, about 1 on average: water's caustics, shadows of clouds. */
  dapple(x: number, y: number, z: number, frame: number): number;
  readonly exposure: number;
}

export interface Scene {
  /** Ground first or last does not matter; 'background' and 'Plane' occur once each. */
  readonly actors: readonly Actor[];
  readonly look: Look;
  /** Focal length over image width. */
  readonly focal: number;
  /** Where the camera stands and looks in a frame: a placement of a model that looks along +x. */
  camera(frame: number): Placement;
}

export interface SceneClock {
  readonly seed: number;
  readonly frameCount: number;
  /** Frames per second. */
  readonly frameRate: number;
}

export interface SceneRecipe {
  readonly name: string;
  /** One sentence: what moves, and what the camera does. */
  readonly summary: string;
  build(clock: SceneClock): Scene;
}
