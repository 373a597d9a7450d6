import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { npyNumbers, readNpy } from '#core/formats/npy.ts';
import { scenes } from '#core/tracks/synth/scenes.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import { writeSequence, type SequenceOptions } from '#electron/host/synth/writeSequence.ts';
import { temporaryFolder } from '../../../../support/comove.ts';

const [folder, remove] = temporaryFolder();
afterAll(remove);
const options: SequenceOptions = {
  scene: scenes[0],
  ...{ seed: 4, frameCount: 9, pointCount: 120, width: 112, height: 64, frameRate: 30 },
  ...{ dtype: 'float16', images: true, quality: 60 },
};
const clip = join(folder, 'clip');
await writeSequence(clip, options);
const read = (...path: string[]) => new Uint8Array(readFileSync(join(clip, ...path)));

function arrays(file: string) {
  return Object.fromEntries(
    Object.entries(unzipSync(read(file))).map(([name, bytes]) => {
      const outcome = readNpy(bytes, name);
      if (outcome.kind !== 'array') throw new Error(`${name} is ${outcome.kind}`);
      return [name.replace('.npy', ''), outcome.array];
    }),
  );
}

describe('writeSequence', { timeout: 60_000 }, () => {
  it("lays out PointOdyssey's files, numbered from 0", () => {
    expect(readdirSync(clip).sort()).toEqual([
      'anno.npz',
      'info.npz',
      'masks',
      'rgbs',
      'scene_info.json',
    ]);
    expect(readdirSync(join(clip, 'rgbs'))).toHaveLength(9);
    expect(readdirSync(join(clip, 'rgbs'))).toContain('rgb_00000.jpg');
    expect(readdirSync(join(clip, 'masks'))).toContain('mask_00008.png');
  });

  it('writes JPEG images of the size that it states', () => {
    const jpeg = Buffer.from(read('rgbs', 'rgb_00003.jpg'));
    expect(jpeg.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    // Progressive start of frame: marker, length, precision, height, width.
    const frame = jpeg.indexOf(Buffer.from('ffc2', 'hex'));
    expect([jpeg.readUInt16BE(frame + 5), jpeg.readUInt16BE(frame + 7)]).toEqual([64, 112]);
  });

  it('writes palette masks whose index i + 1 is entry i of assets + Plane', () => {
    const mask = decode(read('masks', 'mask_00000.png'));
    expect([mask.width, mask.height, mask.depth, mask.channels]).toEqual([112, 64, 8, 1]);
    const { assets } = JSON.parse(new TextDecoder().decode(read('scene_info.json')));
    expect(mask.palette).toHaveLength(assets.length + 2);
    expect(new Set(mask.palette!.map(String)).size).toBe(assets.length + 2);
    // The bottom row shows the ground in its middle.
    expect(mask.data[63 * 112 + 20]).toBe(assets.length + 1);
  });

  it('writes the annotations, and their shapes into info.npz', () => {
    const anno = arrays('anno.npz');
    const info = arrays('info.npz');
    expect(anno.trajs_2d.dtype).toBe('float16');
    expect(Object.keys(info)).toEqual(Object.keys(anno));
    for (const [name, { shape }] of Object.entries(anno))
      expect([...npyNumbers(info[name])], name).toEqual([...shape]);
  });

  it('is read back by the reader, with every object that moves', async () => {
    const sequence = await openSequence(clip);
    expect(sequence).toMatchObject({ width: 112, height: 64, frameRate: 30 });
    expect(sequence.trajectories).toMatchObject({ frameCount: 9, pointCount: 120 });
    expect(sequence.kept.length).toBeGreaterThan(90);
    const labels = new Set([...sequence.kept].map((point) => sequence.objects.labels[point]));
    const names = [...labels].map((label) => sequence.objects.names.get(label));
    expect(names).toEqual(
      expect.arrayContaining(['submersible', 'turtle', 'jellyfish', 'fish_a', 'fish_b', 'ray']),
    );
  });

  it('writes equal bytes for equal options', async () => {
    await writeSequence(join(folder, 'again'), options);
    for (const name of ['anno.npz', 'info.npz', 'scene_info.json', 'rgbs/rgb_00008.jpg'])
      expect(new Uint8Array(readFileSync(join(folder, 'again', name))), name).toEqual(read(name));
  });

  it('refuses a folder with something in it, and takes an empty one', async () => {
    await expect(writeSequence(clip, options)).rejects.toMatchObject({ code: 'USAGE' });
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await writeSequence(empty, { ...options, frameCount: 8, images: false });
    expect(readdirSync(empty).sort()).toEqual(['anno.npz', 'info.npz', 'masks', 'scene_info.json']);
  });

  it('leaves nothing when it is stopped half-way or cannot write', async () => {
    const before = readdirSync(folder).sort();
    const stop = new AbortController();
    const stopped = writeSequence(join(folder, 'stopped'), options, {
      signal: stop.signal,
      onProgress: ({ done }) => done === 3 && stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    expect(readdirSync(folder).sort()).toEqual(before);
    writeFileSync(join(folder, 'file'), '');
    const impossible = writeSequence(join(folder, 'file', 'clip'), options);
    await expect(impossible).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});
