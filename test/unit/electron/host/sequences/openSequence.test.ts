import { rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeNpy } from '#core/formats/npyWrite.ts';
import { coordinateAt, isVisible } from '#core/tracks/trajectories.ts';
import { describeSequence } from '#electron/host/sequences/describeSequence.ts';
import { filterSequence, openSequence } from '#electron/host/sequences/openSequence.ts';
import { readMask } from '#electron/host/sequences/readMask.ts';
import {
  clipArrays,
  sequenceFolder,
  type SequenceFolder,
  type SmallClip,
} from '../../../../support/sequenceFolder.ts';

let folder: SequenceFolder;
beforeEach(() => {
  folder = sequenceFolder();
});
afterEach(() => folder.dispose());

/** Points 0, 1, 2 stand at x = 2, 6, 10 in an image of 12 x 8; point 3 is outside, 4 a sentinel, 5 has a gap. */
const clip: SmallClip = {
  frames: 10,
  points: 6,
  position: (t, n) => {
    if (n === 3) return [50, 4];
    if (n === 4 && t === 5) return [-50000, 4];
    if (n === 5 && t === 2) return [Infinity, 4];
    return [2 + 4 * (n % 3), 4];
  },
  // Point 1 is hidden at first.
  visible: (t, n) => n !== 1 || t >= 3,
};
/** Index 1 left of x = 4, 2 up to 8, 0 beyond; in the first frames something of index 3 covers all. */
const stripes = (x: number) => (x < 4 ? 1 : x < 8 ? 2 : 0);

function writeWhole(frames = 10): void {
  folder.archive(clipArrays(clip));
  for (let t = 0; t < frames; t++) {
    folder.image(t, 12, 8);
    folder.mask(t, 12, 8, (x) => (t === 0 && x >= 4 && x < 8 ? 3 : stripes(x)));
  }
  folder.write(
    'scene_info.json',
    JSON.stringify({ assets: ['background', 'dog'], character: 'x' }),
  );
}

describe('a whole sequence', () => {
  it('has its points, objects, size and no complaints but about hidden points', async () => {
    writeWhole();
    const sequence = await openSequence(folder.path);
    expect(describeSequence(sequence)).toMatchObject({
      path: folder.path,
      archive: 'anno.npz',
      frameCount: 10,
      pointCount: 6,
      dtype: 'float32',
      kept: 3,
      dropped: { nonFinite: 1, beyondBounds: 1, outsideReferenceFrame: 1, neverVisible: 0 },
      width: 12,
      height: 8,
      sizeSource: 'images',
      imageCount: 10,
      maskCount: 10,
      labelSource: 'masks',
      objects: [
        { label: 0, name: 'no object', points: 1 },
        { label: 1, name: 'background', points: 1 },
        { label: 2, name: 'dog', points: 1 },
      ],
    });
    // Index 3 covers the middle in frame 0: point 1 is hidden behind it, point 4 is on it; point 3 is never inside.
    expect([...sequence.objects.labels]).toEqual([1, 2, 0, -1, 3, 0]);
    expect(sequence.notes).toEqual([
      expect.stringMatching(/^1 of 6 points hidden in frame 0/),
      expect.stringMatching(/^1 point visible in no frame with a mask/),
    ]);
  });

  it('keeps what it drops', async () => {
    writeWhole();
    const { trajectories, status } = await openSequence(folder.path);
    expect(status[3]).not.toBe(0);
    expect(coordinateAt(trajectories, 3, 0, 7)).toBe(50);
    expect(coordinateAt(trajectories, 4, 0, 5)).toBe(-50000);
    expect(isVisible(trajectories, 1, 2)).toBe(false);
    expect(isVisible(trajectories, 1, 3)).toBe(true);
  });

  it('opens by its archive as well', async () => {
    writeWhole();
    const byFolder = describeSequence(await openSequence(folder.path));
    const byArchive = describeSequence(await openSequence(join(folder.path, 'anno.npz')));
    expect(byArchive).toEqual({ ...byFolder, path: join(folder.path, 'anno.npz') });
  });

  it.each(['annotations.npz', 'anno.npz', 'annot.npz'])('knows the name %s', async (name) => {
    folder.archive(clipArrays(clip), name);
    expect((await openSequence(folder.path)).archiveFile).toBe(join(folder.path, name));
  });

  it('reports progress in bytes and ends with ABORTED when told to', async () => {
    writeWhole();
    const phases = new Set<string>();
    const stop = new AbortController();
    await openSequence(folder.path, { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual([
      'Reading trajectories',
      'Reading visibility',
      'Checking points',
      'Reading masks',
    ]);
    const stopped = openSequence(folder.path, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

it('takes the most frequent index under a hidden point, so that a hole in one mask does not decide', async () => {
  const spans = [
    [0, 19],
    [1, 19],
    [1, 5],
    [8, 12],
    [15, 19],
  ];
  const hidden: SmallClip = {
    frames: 20,
    points: 5,
    position: (_, n) => [2 + 2 * n, 4],
    visible: (t, n) => t >= spans[n][0] && t <= spans[n][1],
  };
  folder.archive(clipArrays(hidden));
  // Points 2, 3 and 4 make masks be read about frames 3, 10 and 17, and each shows point 1 as well.
  for (let t = 0; t < 20; t++) folder.mask(t, 12, 8, (x) => (x > 7 || (x === 4 && t < 6) ? 0 : x));
  const { objects } = await openSequence(folder.path);
  expect([...objects.labels]).toEqual([2, 4, 6, 0, 0]);
});

describe('other bounds', () => {
  it('are options of opening and of filtering, with the same outcome', async () => {
    writeWhole();
    const bounds = { referenceFrame: 4, minimum: -60000, maximum: 2000 };
    const opened = await openSequence(folder.path, { protocol: bounds });
    const filtered = await filterSequence(await openSequence(folder.path), bounds);
    expect(describeSequence(filtered)).toEqual(describeSequence(opened));
    expect([...filtered.kept]).toEqual([0, 1, 2, 4]);
    expect(filtered.objects.labels[1]).toBe(2);
  });

  it('are refused when impossible, and the open sequence stays', async () => {
    writeWhole();
    const sequence = await openSequence(folder.path);
    const refused = filterSequence(sequence, { referenceFrame: 10, minimum: -1, maximum: 1 });
    await expect(refused).rejects.toMatchObject({
      code: 'USAGE',
      remedy: expect.stringMatching(/0 to 9/),
    });
    const empty = filterSequence(sequence, { referenceFrame: 0, minimum: 5, maximum: 5 });
    await expect(empty).rejects.toMatchObject({ code: 'USAGE' });
    expect([...sequence.kept]).toEqual([0, 1, 2]);
  });

  it('that drop every point end in the counts by reason and the remedy', async () => {
    writeWhole();
    const refused = openSequence(folder.path, { protocol: { maximum: 3 } });
    await expect(refused).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(
        /of 6, 1 with inf or nan in some frame, 5 beyond the bounds \(-2000, 3\)/,
      ),
      remedy: expect.stringMatching(/^Widen the bounds, minimum and maximum/),
    });
  });
});

describe('what is missing', () => {
  const notesOf = async () => (await openSequence(folder.path)).notes.join('\n');

  it('images and masks: the size comes from the points', async () => {
    folder.archive(clipArrays(clip));
    const sequence = await openSequence(folder.path);
    expect(describeSequence(sequence)).toMatchObject({
      sizeSource: 'points',
      width: 51,
      height: 5,
      labelSource: 'none',
      objects: [],
      imageCount: 0,
      maskCount: 0,
    });
    expect(sequence.notes.join('\n')).toMatch(
      /no images.*\n.*no masks.*\n.*size is not known.*\n.*unknown/,
    );
  });

  it('masks only, images only', async () => {
    writeWhole();
    rmSync(join(folder.path, 'rgbs'), { recursive: true });
    expect(await openSequence(folder.path)).toMatchObject({
      sizeSource: 'masks',
      width: 12,
      height: 8,
    });
    rmSync(join(folder.path, 'masks'), { recursive: true });
    folder.image(0, 12, 8, 'images/0.jpeg');
    expect(await openSequence(folder.path)).toMatchObject({
      sizeSource: 'images',
      images: { count: 1 },
    });
  });

  it('some frames', async () => {
    writeWhole();
    unlinkSync(join(folder.path, 'rgbs/rgb_00004.jpg'));
    unlinkSync(join(folder.path, 'masks/mask_00000.png'));
    const notes = await notesOf();
    expect(notes).toMatch(
      /rgbs\/ has 9 images for 10 frames; the first that is missing is frame 4/,
    );
    expect(notes).toMatch(
      /masks\/ has 9 masks for 10 frames; the first that is missing is frame 0/,
    );
    expect(notes).toMatch(/5 of 6 points without a mask in frame 0/);
  });

  it('one frame of the archive, as in some releases', async () => {
    writeWhole(11);
    const sequence = await openSequence(folder.path);
    expect(sequence.images).toMatchObject({ count: 10 });
    expect(sequence.images.files).toHaveLength(10);
    expect(sequence.notes.join('\n')).toMatch(/rgbs\/ has 1 image beyond the archive's 10 frames/);
  });

  it('names of objects, or a readable scene_info.json', async () => {
    writeWhole();
    unlinkSync(join(folder.path, 'scene_info.json'));
    expect(await notesOf()).toMatch(/no scene_info\.json: objects are called by their number/);
    folder.write('scene_info.json', '{"assets": [');
    expect(await notesOf()).toMatch(/scene_info\.json is not JSON/);
  });

  it('masks that fit the images', async () => {
    writeWhole();
    for (let t = 0; t < 10; t++) folder.mask(t, 6, 4, () => 1);
    const sequence = await openSequence(folder.path);
    expect(sequence).toMatchObject({ masks: { count: 0 }, objects: { source: 'none' } });
    expect(sequence.notes.join('\n')).toMatch(
      /masks are 6 x 4 and the images 12 x 8: the masks are not used/,
    );
  });
});

describe('visibility', () => {
  const arrays = clipArrays(clip);
  const codes = Uint8Array.from({ length: 60 }, (_, i) => i % 3);

  it('is visibs and valids where there are both', async () => {
    const valids = {
      ...arrays.visibs,
      dtype: 'bool',
      data: Uint8Array.from(codes, (c) => Number(c > 0)),
    } as const;
    folder.archive({ ...arrays, valids });
    const { trajectories } = await openSequence(folder.path);
    for (let t = 0; t < 10; t++)
      for (let n = 0; n < 6; n++)
        expect(isVisible(trajectories, n, t)).toBe(clip.visible!(t, n) && codes[6 * t + n] > 0);
  });

  it('is code 1 of the generator', async () => {
    folder.archive({
      trajs_2d: arrays.trajs_2d,
      visibilities: { dtype: 'uint8', shape: [10, 6], data: codes },
    });
    const { trajectories } = await openSequence(folder.path);
    for (let i = 0; i < 60; i++)
      expect(isVisible(trajectories, i % 6, Math.floor(i / 6))).toBe(codes[i] === 1);
  });

  it('is everywhere where nothing is said, except where there is no position', async () => {
    folder.archive({ trajs_2d: arrays.trajs_2d });
    const { trajectories, notes } = await openSequence(folder.path);
    expect(isVisible(trajectories, 1, 0)).toBe(true);
    expect(isVisible(trajectories, 5, 2)).toBe(false);
    expect(notes.join('\n')).toMatch(/does not say which points are visible/);
  });
});

describe('labels from a file', () => {
  const labels = (data: number[]) =>
    encodeNpy({ dtype: 'int64', shape: [data.length], data: BigInt64Array.from(data, BigInt) });

  it('count instead of the masks when they are given', async () => {
    writeWhole();
    const file = folder.write('other/given.npy', labels([4, 4, 7, 7, -1, 0]));
    const sequence = await openSequence(folder.path, { labelsFile: file });
    expect([...sequence.objects.labels]).toEqual([4, 4, 7, 7, -1, 0]);
    expect(describeSequence(sequence)).toMatchObject({
      labelSource: 'file',
      objects: [
        { label: 4, name: 'object 4', points: 2 },
        { label: 7, name: 'object 7', points: 1 },
      ],
    });
  });

  it('are taken from labels.npy beside an archive without masks', async () => {
    folder.archive(clipArrays(clip));
    folder.write('labels.npy', labels([1, 1, 2, 2, 2, 2]));
    const sequence = await openSequence(folder.path);
    expect(sequence.objects.source).toBe('file');
    expect(sequence.notes.join('\n')).toMatch(/Labels come from labels\.npy beside the archive/);
    folder.write('labels.npy', labels([1, 1]));
    const unfit = await openSequence(folder.path);
    expect(unfit.objects.source).toBe('none');
    expect(unfit.notes.join('\n')).toMatch(/^labels\.npy has the shape \(2,\)\. It is not used\./m);
  });

  it.each([
    ['too few', labels([1, 2]), /has the shape \(2,\)/],
    [
      'fractions',
      encodeNpy({ dtype: 'float32', shape: [6], data: new Float32Array(6) }),
      /holds float32/,
    ],
    ['a negative label', labels([0, 0, 0, 0, 0, -2]), /holds the label -2/],
    [
      'text',
      encodeNpy({ dtype: 'unicode', shape: [6], data: ['a', 'b', 'c', 'd', 'e', 'f'] }),
      /not hold numbers/,
    ],
  ])('are refused: %s', async (_, bytes, message) => {
    folder.archive(clipArrays(clip));
    const file = folder.write('given.npy', bytes);
    await expect(openSequence(folder.path, { labelsFile: file })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      file,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/shape \(6,\)/),
    });
  });

  it('are NOT_FOUND where there is no such file', async () => {
    folder.archive(clipArrays(clip));
    const opened = openSequence(folder.path, { labelsFile: join(folder.path, 'no.npy') });
    await expect(opened).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('paths that escape and files that vanish', () => {
  let outside: SequenceFolder;
  beforeEach(() => {
    outside = sequenceFolder();
    writeWhole();
  });
  afterEach(() => outside.dispose());

  it.each([
    ['an image', 'rgbs/rgb_00003.jpg'],
    ['a mask', 'masks/mask_00003.png'],
    ['the folder of images', 'rgbs'],
    ['the archive', 'anno.npz'],
    ['scene_info.json', 'scene_info.json'],
  ])('%s that links out of the folder is refused', async (_, name) => {
    outside.write('secret', 'secret');
    const target = name === 'rgbs' ? outside.path : join(outside.path, 'secret');
    const file = join(folder.path, name);
    rmSync(file, { recursive: true });
    symlinkSync(target, file);
    await expect(openSequence(folder.path)).rejects.toMatchObject({
      code: 'FORBIDDEN_PATH',
      file,
      remedy: expect.stringMatching(/Copy it into the sequence/),
    });
  });

  it('links within the folder are followed, dangling ones are missing frames', async () => {
    unlinkSync(join(folder.path, 'rgbs/rgb_00003.jpg'));
    symlinkSync('rgb_00002.jpg', join(folder.path, 'rgbs/rgb_00003.jpg'));
    unlinkSync(join(folder.path, 'rgbs/rgb_00005.jpg'));
    symlinkSync('nothing.jpg', join(folder.path, 'rgbs/rgb_00005.jpg'));
    const { images } = await openSequence(folder.path);
    expect(images.files[3]).toMatch(/rgb_00003\.jpg$/);
    expect(images.files[5]).toBeUndefined();
  });

  it('a mask that becomes a link after opening is refused, one that vanishes is not found', async () => {
    const sequence = await openSequence(folder.path);
    const file = sequence.masks.files[3]!;
    unlinkSync(file);
    await expect(readMask(sequence, 3)).rejects.toMatchObject({ code: 'NOT_FOUND', file });
    symlinkSync(outside.write('secret.png', 'secret'), file);
    await expect(readMask(sequence, 3)).rejects.toMatchObject({ code: 'FORBIDDEN_PATH', file });
    const [image] = [await readMask(sequence, 4)];
    expect(image).toMatchObject({ width: 12, height: 8, kind: 'index' });
    expect([...image.labels.subarray(0, 12)]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 0]);
  });

  it('a mask that is needed for another reference frame and is gone, or broken, is named', async () => {
    const sequence = await openSequence(folder.path);
    const file = sequence.masks.files[6]!;
    unlinkSync(file);
    const moved = { ...sequence.protocol, referenceFrame: 6 };
    await expect(filterSequence(sequence, moved)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      file,
    });
    folder.write('masks/mask_00006.png', 'broken');
    await expect(filterSequence(sequence, moved)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      file,
    });
    folder.mask(6, 5, 5, () => 1);
    await expect(filterSequence(sequence, moved)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/is 5 x 5 pixels, and the clip 12 x 8/),
    });
  });

  it('an archive or folder that is gone is not found', async () => {
    unlinkSync(join(folder.path, 'anno.npz'));
    await expect(openSequence(join(folder.path, 'anno.npz'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      file: join(folder.path, 'anno.npz'),
    });
    folder.archive(clipArrays(clip), 'other.npz');
    await expect(openSequence(folder.path)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(
        /no annotation archive \(annotations\.npz, anno\.npz, annot\.npz\)/,
      ),
      remedy: 'Give the file itself: other.npz.',
    });
  });
});
