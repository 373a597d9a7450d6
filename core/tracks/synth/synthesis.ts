/** A synthetic sequence, frame by frame: images, masks, and the annotations that grow with them. */
import { float16Bits } from '../../formats/float16Write.ts';
import type { NpyInput } from '../../formats/npyWrite.ts';
import { createCamera } from './camera.ts';
import { drawFaults, maskHole, punch, sentinel } from './defects.ts';
import { randomFor } from './noise.ts';
import { samplePoints } from './points.ts';
import { createRenderer } from './render/render.ts';
import type { SceneRecipe } from './scene.ts';
import { createStage } from './stage.ts';
import { PointViewer } from './visibility.ts';

export interface SynthesisOptions {
  readonly scene: SceneRecipe;
  readonly seed: number;
  /** T, at least 1. */
  readonly frameCount: number;
  /** N, at least 1. */
  readonly pointCount: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  /** Of trajs_2d and trajs_3d. */
  readonly dtype: 'float16' | 'float32';
  /** Without images only masks and annotations are made, which is many times faster. */
  readonly images: boolean;
}

export interface SynthesizedFrame {
  /** (height, width) mask index. The buffer is reused. */
  readonly labels: Uint8Array;
  /** (height, width, 4). The buffer is reused. */
  readonly rgba?: Uint8ClampedArray<ArrayBuffer>;
}

export interface Synthesis {
  /** Names of the mask indices from 1 on, without the last one, 'Plane'. */
  readonly assets: readonly string[];
  /** Names of assets that move by joints or by bending. */
  readonly movers: readonly string[];
  /** Focal length over image width. */
  readonly focal: number;
  /** Makes a frame and fills its row of the annotations. Frames may come in any order. */
  frame(index: number): SynthesizedFrame;
  /** The arrays of anno.npz by name, of all frames made. */
  annotations(): Record<string, NpyInput>;
}

/** Prepares a sequence; equal options give equal bytes. */
export function createSynthesis(options: SynthesisOptions): Synthesis {
  const { seed, frameCount, pointCount, width, height, frameRate } = options;
  const scene = options.scene.build({ seed, frameCount, frameRate });
  const stage = createStage(scene);
  const points = samplePoints(scene, stage, pointCount, randomFor(seed, 'points'), {
    ...{ width, height, frameCount },
  });
  const viewer = new PointViewer(stage, points, width, height);
  const renderer = options.images ? createRenderer(scene, stage, { width, height }) : undefined;
  const rows = new AnnotationRows(options);
  const hole = maskHole({ seed, frameRate }, width, height);
  const labels = new Uint8Array(width * height);
  const names = scene.actors.map(({ name }) => name);
  const assets = names.filter((name) => name !== 'Plane');
  const labelOf = Uint8Array.from(names, (name) => [...assets, 'Plane'].indexOf(name) + 1);

  const frame = (index: number): SynthesizedFrame => {
    stage.pose(index);
    const camera = createCamera(scene.camera(index), { focal: scene.focal, width, height });
    rows.fill(index, viewer.view(camera), camera);
    const { triangle } = viewer.raster;
    for (let pixel = 0; pixel < labels.length; pixel++)
      labels[pixel] = triangle[pixel] < 0 ? 0 : labelOf[stage.actor[triangle[pixel]]];
    punch(labels, width, hole(index));
    return { labels, rgba: renderer?.render(index, camera) };
  };
  return {
    assets,
    movers: scene.actors.filter(({ moving }) => moving).map(({ name }) => name),
    focal: scene.focal,
    frame,
    annotations: () => rows.arrays(),
  };
}

/** The arrays of anno.npz while they are filled. */
class AnnotationRows {
  readonly #options: SynthesisOptions;
  readonly #flat: Uint16Array | Float32Array;
  readonly #deep: Uint16Array | Float32Array;
  readonly #visible: Uint8Array;
  readonly #valid: Uint8Array;
  readonly #intrinsics: Float32Array;
  readonly #extrinsics: Float32Array;
  readonly #faults: ReturnType<typeof drawFaults>;

  constructor(options: SynthesisOptions) {
    const { seed, frameCount, pointCount, dtype } = options;
    const numbers = dtype === 'float16' ? Uint16Array : Float32Array;
    const cells = frameCount * pointCount;
    this.#options = options;
    this.#flat = new numbers(2 * cells);
    this.#deep = new numbers(3 * cells);
    this.#visible = new Uint8Array(cells);
    this.#valid = new Uint8Array(cells);
    this.#intrinsics = new Float32Array(9 * frameCount);
    this.#extrinsics = new Float32Array(16 * frameCount);
    this.#faults = drawFaults(seed, pointCount, frameCount);
  }

  fill(
    frame: number,
    { world, image, visible }: ReturnType<PointViewer['view']>,
    camera: ReturnType<typeof createCamera>,
  ): void {
    const { pointCount, dtype } = this.#options;
    const stored = dtype === 'float16' ? float16Bits : (value: number) => value;
    const base = frame * pointCount;
    for (let point = 0; point < pointCount; point++) {
      const ahead = image[3 * point + 2] > 0;
      this.#flat[2 * (base + point)] = stored(ahead ? image[3 * point] : sentinel);
      this.#flat[2 * (base + point) + 1] = stored(ahead ? image[3 * point + 1] : sentinel);
      for (let k = 0; k < 3; k++) this.#deep[3 * (base + point) + k] = stored(world[3 * point + k]);
      this.#valid[base + point] = ahead ? 1 : 0;
      this.#visible[base + point] = visible[point];
    }
    for (const { point, from, to, value } of this.#faults) {
      if (frame < from || frame >= to) continue;
      this.#flat.fill(stored(value), 2 * (base + point), 2 * (base + point) + 2);
      this.#valid[base + point] = 0;
      this.#visible[base + point] = 0;
    }
    this.#intrinsics.set(camera.intrinsics, 9 * frame);
    this.#extrinsics.set(camera.extrinsics, 16 * frame);
  }

  arrays(): Record<string, NpyInput> {
    const { frameCount: t, pointCount: n } = this.#options;
    const numbers = (data: Uint16Array | Float32Array, shape: number[]): NpyInput =>
      data instanceof Float32Array
        ? { dtype: 'float32', shape, data }
        : { dtype: 'float16', shape, data };
    return {
      trajs_2d: numbers(this.#flat, [t, n, 2]),
      trajs_3d: numbers(this.#deep, [t, n, 3]),
      visibs: { dtype: 'bool', shape: [t, n], data: this.#visible },
      valids: { dtype: 'bool', shape: [t, n], data: this.#valid },
      intrinsics: numbers(this.#intrinsics, [t, 3, 3]),
      extrinsics: numbers(this.#extrinsics, [t, 4, 4]),
    };
  }
}
