import { afterEach, expect, it } from 'vitest';
import { listFolder } from '#electron/host/files/listFolder.ts';
import { describeSequence } from '#electron/host/sequences/describeSequence.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import { encodeNpy } from '#core/formats/npyWrite.ts';
import { encodeMat } from '../../../../support/matFile.ts';
import { sequenceFolder } from '../../../../support/sequenceFolder.ts';

const [points, frames] = [4, 9];
const clip = (labels: number[]) =>
  encodeMat({
    y: {
      dims: [3, points, frames],
      data: Array.from({ length: points * frames }, (_, i) => [
        10 + (i % points),
        20 + i,
        1,
      ]).flat(),
    },
    s: { dims: [points, 1], data: labels },
    width: { dims: [1, 1], data: [320] },
    height: { dims: [1, 1], data: [240] },
  });

const folders: ReturnType<typeof sequenceFolder>[] = [];
function newFolder() {
  const folder = sequenceFolder();
  folders.push(folder);
  return folder;
}
afterEach(() => folders.splice(0).forEach((folder) => folder.dispose()));

it('opens a file by itself, and a folder in which it is the only one', async () => {
  const folder = newFolder();
  const file = folder.write('cars_truth.mat', clip([1, 1, 2, 2]));
  folder.image(1, 320, 240, 'frames/000001.png');
  folder.image(9, 320, 240, 'frames/000009.png');
  const info = describeSequence(await openSequence(file));
  expect(info).toMatchObject({
    name: 'cars_truth',
    archive: 'cars_truth.mat',
    frameCount: frames,
    kept: points,
    sizeSource: 'images',
    imageCount: 2,
    labelSource: 'file',
    objects: [
      { label: 1, name: 'object 1', points: 2 },
      { label: 2, name: 'object 2', points: 2 },
    ],
  });
  const sequence = await openSequence(folder.path);
  // Numbers begin at 1: the last file is the last frame.
  expect(sequence.images.files[8]).toMatch(/000009\.png$/);
  expect(describeSequence(sequence).archive).toBe('cars_truth.mat');
});

it('takes the size from the file where there are no images', async () => {
  const file = newFolder().write('a.mat', clip([1, 1, 2, 2]));
  const { width, height, sizeSource } = await openSequence(file);
  expect([width, height, sizeSource]).toEqual([320, 240, 'file']);
});

it('counts labels of --labels instead of its own', async () => {
  const folder = newFolder();
  const file = folder.write('a.mat', clip([1, 1, 2, 2]));
  const labels = { dtype: 'int32', shape: [points], data: Int32Array.of(5, 5, 5, 6) } as const;
  const labelsFile = folder.write('mine.npy', encodeNpy(labels));
  const { objects, notes } = await openSequence(file, { labelsFile });
  expect([...objects.labels]).toEqual([5, 5, 5, 6]);
  expect(notes).toContain("Labels come from the given file, not from the tracks' own file.");
});

it('asks which of several files is meant', async () => {
  const folder = newFolder();
  folder.write('a.mat', clip([1, 1, 2, 2]));
  folder.write('b.mat', clip([1, 1, 2, 2]));
  await expect(openSequence(folder.path)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    remedy: 'Give the file itself: a.mat, b.mat.',
  });
});

it('is listed by the open dialog: the file, and a folder of the same name as a sequence', async () => {
  const folder = newFolder();
  folder.write('Seq009/Seq009.mat', clip([1, 1, 2, 2]));
  folder.write('loose.mat', clip([1, 1, 2, 2]));
  const { entries } = await listFolder(folder.path);
  expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
    ['loose.mat', 'archive'],
    ['Seq009', 'sequence'],
  ]);
});
