import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ComoveError } from '#core/contract/errors.ts';
import type { NpyInput } from '#core/formats/npyWrite.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import { encodeIndexedPng, type Rgb } from '#core/formats/pngWrite.ts';
import {
  createSynthesis,
  type Synthesis,
  type SynthesisOptions,
} from '#core/tracks/synth/synthesis.ts';
import { fillNewFolder } from '../files/stagedFolder.ts';
import type { WorkOptions } from '../progress.ts';
import { encodeJpeg } from './jpeg.ts';

export interface SequenceOptions extends SynthesisOptions {
  /** Of the images, 1 to 100. */
  readonly quality: number;
}

/** Blender's default sensor, which PointOdyssey's scene_info.json describes. */
const sensorWidth = 36;

/**
 * Writes a synthetic sequence as PointOdyssey stores its own: rgbs/, masks/, anno.npz, info.npz,
 * scene_info.json. Equal options give equal bytes.
 *
 * @param folder must not exist, or be empty; it appears when everything is in it
 * @throws ComoveError USAGE, WRITE_FAILED, or ABORTED once the signal has fired
 */
export async function writeSequence(
  folder: string,
  options: SequenceOptions,
  work: WorkOptions = {},
): Promise<void> {
  await fillNewFolder(folder, async (temporary) => {
    const synthesis = createSynthesis(options);
    await mkdir(join(temporary, 'masks'));
    if (options.images) await mkdir(join(temporary, 'rgbs'));
    const palette = maskPalette(synthesis.assets.length + 2);
    for (let index = 0; index < options.frameCount; index++) {
      stopIfAborted(work.signal);
      work.onProgress?.({
        ...{ phase: options.images ? 'Rendering' : 'Tracking', unit: 'frames' },
        ...{ done: index, total: options.frameCount },
      });
      await writeFrame(temporary, synthesis, index, palette, options);
      await nextTurn();
    }
    work.onProgress?.({ phase: 'Packing annotations', done: 0, total: 1, unit: 'files' });
    await nextTurn();
    await writeAnnotations(temporary, synthesis, options);
    stopIfAborted(work.signal);
  });
}

async function writeFrame(
  folder: string,
  synthesis: Synthesis,
  index: number,
  palette: readonly Rgb[],
  { width, height, quality }: SequenceOptions,
): Promise<void> {
  const { labels, rgba } = synthesis.frame(index);
  const number = String(index).padStart(5, '0');
  const mask = encodeIndexedPng({ width, height, indices: labels, palette });
  await writeFile(join(folder, 'masks', `mask_${number}.png`), mask);
  if (rgba) {
    const image = await encodeJpeg(rgba, { width, height, quality });
    await writeFile(join(folder, 'rgbs', `rgb_${number}.jpg`), image);
  }
}

async function writeAnnotations(
  folder: string,
  synthesis: Synthesis,
  options: SequenceOptions,
): Promise<void> {
  const arrays = synthesis.annotations();
  await writeFile(join(folder, 'anno.npz'), encodeNpz(arrays, { level: 9 }));
  // The shapes of the arrays, which loaders read instead of the arrays themselves.
  const shapes = Object.entries(arrays).map(([name, { shape }]): [string, NpyInput] => [
    name,
    { dtype: 'int64', shape: [shape.length], data: BigInt64Array.from(shape, BigInt) },
  ]);
  await writeFile(join(folder, 'info.npz'), encodeNpz(Object.fromEntries(shapes)));
  const sceneInfo = {
    sensor_width: sensorWidth,
    sensor_height: (sensorWidth * options.height) / options.width,
    focal_length: sensorWidth * synthesis.focal,
    assets: synthesis.assets,
    character: synthesis.movers,
    fps: options.frameRate,
  };
  await writeFile(join(folder, 'scene_info.json'), `${JSON.stringify(sceneInfo, null, 2)}\n`);
}

/** Index 0 black, then hues a golden angle apart, so that neighbours differ however many there are. */
export function maskPalette(count: number): Rgb[] {
  return Array.from({ length: count }, (_, index): Rgb => {
    if (index === 0) return [0, 0, 0];
    const hue = (index * 0.61803398875) % 1;
    const channel = (shift: number) => {
      const ramp = Math.abs((((hue + shift) * 6) % 6) - 3) - 1;
      return Math.round(255 * (0.25 + 0.7 * Math.min(1, Math.max(0, ramp))));
    };
    return [channel(0), channel(2 / 3), channel(1 / 3)];
  });
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ComoveError('ABORTED', 'Stopped; nothing was written.');
}

/** Lets signals and messages in between two frames. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
