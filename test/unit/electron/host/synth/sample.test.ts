import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeIndexedPng } from '#core/formats/pngWrite.ts';
import { scenes } from '#core/tracks/synth/scenes.ts';
import { createSynthesis } from '#core/tracks/synth/synthesis.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import { encodeJpeg } from '#electron/host/synth/jpeg.ts';
import { maskPalette } from '#electron/host/synth/writeSequence.ts';
import { sampleFolder } from '../../../../support/comove.ts';

const bytes = (...path: string[]) => new Uint8Array(readFileSync(join(sampleFolder, ...path)));
/** The options of the command that the sample's README states. */
const command = /synth .*/.exec(readFileSync(join(sampleFolder, 'README.md'), 'utf8'))![0];
const flag = (name: string) => new RegExp(`--${name} (\\S+)`).exec(command)![1];
const [width, height] = [Number(flag('width')), Number(flag('height'))];

describe('assets/sample', { timeout: 60_000 }, () => {
  it('is what its command writes', async () => {
    const synthesis = createSynthesis({
      scene: scenes.find(({ name }) => name === flag('scene'))!,
      ...{ seed: Number(flag('seed')), frameCount: Number(flag('frames')) },
      ...{ pointCount: Number(flag('points')), width, height },
      ...{ frameRate: 30, dtype: 'float16', images: true },
    });
    const palette = maskPalette(synthesis.assets.length + 2);
    for (const index of [0, 450]) {
      const { labels, rgba } = synthesis.frame(index);
      const number = String(index).padStart(5, '0');
      const image = await encodeJpeg(rgba!, { width, height, quality: Number(flag('quality')) });
      expect(bytes('rgbs', `rgb_${number}.jpg`)).toEqual(image);
      const mask = encodeIndexedPng({ width, height, indices: labels, palette });
      expect(bytes('masks', `mask_${number}.png`)).toEqual(mask);
    }
  });

  it('is large enough for the main job and small enough to ship', async () => {
    const files = readdirSync(sampleFolder, { recursive: true, encoding: 'utf8' });
    const size = files.reduce((sum, file) => sum + statSync(join(sampleFolder, file)).size, 0);
    expect(size).toBeLessThanOrEqual(12e6);
    const { kept, trajectories, objects, images, masks, dropped } =
      await openSequence(sampleFolder);
    expect(trajectories.frameCount).toBeGreaterThanOrEqual(600);
    expect([images.count, masks.count]).toEqual([600, 600]);
    expect(kept.length).toBeGreaterThanOrEqual(1500);
    expect(dropped.nonFinite).toBeGreaterThan(0);
    expect(dropped.beyondBounds).toBeGreaterThan(0);
    for (const name of ['submersible', 'turtle', 'jellyfish', 'fish_a', 'fish_b', 'ray']) {
      const label = [...objects.names].find(([, known]) => known === name)![0];
      const count = kept.filter((point) => objects.labels[point] === label).length;
      expect(count, name).toBeGreaterThanOrEqual(50);
    }
  });
});
