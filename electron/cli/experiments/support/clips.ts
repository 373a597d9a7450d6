/** The sequences that motion experiments work on: those that are named, or the sample and generated scenes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenes } from '#core/tracks/synth/scenes.ts';
import { openSequence } from '../../../host/sequences/openSequence.ts';
import type { Sequence } from '../../../host/sequences/sequence.ts';
import { writeSequence } from '../../../host/synth/writeSequence.ts';
import type { CommandContext } from '../../context.ts';

/** 'sample', 'scene:NAME', or the path of a sequence. */
export type Clip = string;

export type SceneSize = {
  readonly seed: number;
  readonly frames: number;
  readonly points: number;
  readonly width: number;
  readonly height: number;
};

const frameRate = 30;

/** What moves in a clip, where that is known: all else is still and moves with the camera only. */
export function moversOf(clip: Clip): readonly string[] | undefined {
  const recipe = recipeOf(clip === 'sample' ? 'scene:reef' : clip);
  return recipe
    ?.build({ seed: 1, frameCount: 2, frameRate })
    .actors.filter(({ moving }) => moving)
    .map(({ name }) => name);
}

const recipeOf = (clip: Clip) => scenes.find(({ name }) => clip === `scene:${name}`);

/**
 * Opens a clip. A scene is made first, without images, in a folder that is gone again when this returns: masks are
 * read, and only the trajectories stay.
 *
 * @throws ComoveError as `openSequence` and `writeSequence`
 */
export async function openClip(
  clip: Clip,
  { seed, frames, points, width, height }: SceneSize,
  { installation, signal }: CommandContext,
): Promise<Sequence> {
  const scene = recipeOf(clip);
  if (!scene) return openSequence(clip === 'sample' ? installation.sampleFolder : clip, { signal });
  const folder = await mkdtemp(join(tmpdir(), 'comove-scene-'));
  try {
    const options = { seed, frameCount: frames, pointCount: points, width, height, frameRate };
    const made = { scene, ...options, dtype: 'float16', images: false, quality: 70 } as const;
    await writeSequence(folder, made, { signal });
    return { ...(await openSequence(folder, { signal })), name: scene.name };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
