/** Curves and exports of a small clip whose every number can be told by hand. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exportFormats, mapDefaults, type MapInfo } from '#core/contract/schemas.ts';
import { readLabelPng } from '#core/formats/labelPng.ts';
import { computeCurve } from '#electron/host/results/computeCurve.ts';
import { curveFile } from '#electron/host/results/curveFile.ts';
import { exportSegmentation } from '#electron/host/results/exportSegmentation.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import type { ScoredMap } from '#electron/host/services/scoredMap.ts';
import { clipArrays, sequenceFolder } from '../../../../support/sequenceFolder.ts';

const [width, height] = [40, 20];
let folder: ReturnType<typeof sequenceFolder>;
let map: ScoredMap;

/** Points 0 to 3 on object 1 (left half), 4 and 5 on object 2; point 3 scores low, point 4 high. */
beforeEach(async () => {
  folder = sequenceFolder();
  const x = [4, 8, 12, 16, 26, 34];
  folder.archive(
    clipArrays({
      frames: 8,
      points: 6,
      position: (t, n) => [x[n] + (t % 2), 10],
      visible: (t, n) => !(t === 7 && n < 4),
    }),
  );
  folder.mask(0, width, height, (column) => (column < 20 ? 1 : 2));
  const sequence = await openSequence(folder.path);
  const info = {
    ...mapDefaults,
    picks: [0],
    unit: 'nats',
  } as unknown as MapInfo;
  map = { sequence, info, scores: Float32Array.of(5, 4, 3, 0.5, 3.5, 0.25), extras: {} };
});
afterEach(() => folder.dispose());

it('the curve counts the first pick’s object as positive', () => {
  const curve = computeCurve(map);
  expect([curve.positives, curve.total, curve.object.label, curve.sweep]).toEqual([
    4,
    6,
    1,
    'exact',
  ]);
  // Descending: 5+ 4+ 3.5- 3+ 0.5+ 0.25-: AP = (1 + 1 + 3/4 + 4/5) / 4.
  expect(curve.average_precision).toBeCloseTo((1 + 1 + 3 / 4 + 4 / 5) / 4, 12);
  expect(curve.best_f1).toEqual({ threshold: 0.5, precision: 0.8, recall: 1, f1: 8 / 9 });
  expect(computeCurve(map, 0.5).points.map(({ threshold }) => threshold)).toEqual([
    0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5,
  ]);
  expect(() => computeCurve(map, 1e-9)).toThrow(/--step 1e-9/);
});

it('without labels the curve is refused with what would enable it', () => {
  const objects = { ...map.sequence.objects, source: 'none' as const };
  expect(() => computeCurve({ ...map, sequence: { ...map.sequence, objects } })).toThrow(
    /neither masks nor labels/,
  );
});

// The first figure loads the plotting library, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

it('curve files: a table, the document, a figure that escapes what names hold', async () => {
  const curve = computeCurve(map);
  expect((await curveFile(map, curve, 'csv')).split('\n').slice(0, 2)).toEqual([
    'threshold,precision,recall,f1',
    '0.25,0.6666666666666666,1,0.8',
  ]);
  expect(JSON.parse(await curveFile(map, curve, 'json'))).toMatchObject({
    picks: [0],
    estimator: 'infonet-table',
    positives: 4,
  });
  const named = { ...curve, object: { label: 1, name: '<fox & "hen">' } };
  const svg = await curveFile(map, named, 'svg');
  expect(svg).toContain('&lt;fox &amp; &quot;hen&quot;&gt;');
  expect(svg).toContain('average precision 0.887');
  // Recall 1 ends at the right edge of the axes: 520 - 18.
  expect(svg).toMatch(/<path d="M[^"]*L502,[\d.]+"/);
});

it('exports masks of the video’s size, run lengths, arrays, tables and the curve', async () => {
  const target = join(folder.path, 'out');
  const result = await exportSegmentation(map, {
    threshold: 3,
    radius: 3,
    folder: target,
    formats: exportFormats,
  });
  expect(result.selected).toBe(4);
  expect(result.files.map(({ name }) => name)).toEqual([
    'annotations.json',
    'curve.csv',
    'curve.json',
    'curve.svg',
    'labels.npz',
    ...Array.from({ length: 8 }, (_, t) => `masks/mask_0000${t}.png`),
    'points.csv',
  ]);
  const mask = readLabelPng(readFileSync(join(target, 'masks/mask_00000.png')), 'mask');
  expect([mask.width, mask.height, mask.kind]).toEqual([width, height, 'index']);
  const row = Array.from(mask.labels.subarray(10 * width, 11 * width));
  // Discs of radius 3 around 4, 8, 12 and 26; point 3 at 16 claims from halfway on (14 ties to the selected).
  expect(row.map((label, x) => (label ? x : -1)).filter((x) => x >= 0)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 23, 24, 25, 26, 27, 28, 29,
  ]);
  const coco = JSON.parse(readFileSync(join(target, 'annotations.json'), 'utf8'));
  expect([coco.images.length, coco.annotations.length]).toEqual([8, 8]);
  expect(coco.annotations[0].area).toBe(mask.labels.reduce((sum, label) => sum + label, 0));
  // In the last frame only point 4 is visible of the selected ones.
  expect(coco.annotations[7].bbox).toEqual([24, 7, 7, 7]);
  expect(readFileSync(join(target, 'points.csv'), 'utf8').split('\n')[4]).toBe('3,kept,0.5,0,1');
});

it('an aborted export leaves nothing and keeps the earlier one and foreign files', async () => {
  const target = join(folder.path, 'out');
  const choices = { threshold: 3, radius: 'auto', folder: target, formats: exportFormats } as const;
  await exportSegmentation(map, { ...choices, threshold: 9, formats: ['csv'] });
  const earlier = readFileSync(join(target, 'points.csv'), 'utf8');
  mkdirSync(join(target, 'masks'));
  writeFileSync(join(target, 'masks/mine.png'), 'mine');
  const before = readdirSync(target);
  const controller = new AbortController();
  await expect(
    exportSegmentation(map, choices, {
      signal: controller.signal,
      onProgress: ({ done }) => done === 3 && controller.abort(),
    }),
  ).rejects.toMatchObject({ code: 'ABORTED' });
  expect(readFileSync(join(target, 'points.csv'), 'utf8')).toBe(earlier);
  expect(readdirSync(target)).toEqual(before);
  expect(readdirSync(join(target, 'masks'))).toEqual(['mine.png']);

  await exportSegmentation(map, choices);
  expect(readFileSync(join(target, 'points.csv'), 'utf8')).not.toBe(earlier);
  expect(readFileSync(join(target, 'masks/mine.png'), 'utf8')).toBe('mine');
});

it('two exports of the same are the same bytes', async () => {
  const [one, two] = [join(folder.path, 'one'), join(folder.path, 'two')];
  for (const target of [one, two])
    await exportSegmentation(map, {
      threshold: 3,
      radius: 'auto',
      folder: target,
      formats: exportFormats,
    });
  const names = readdirSync(one, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  expect(names).toHaveLength(15);
  for (const name of names)
    expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name)))).toBe(true);
});

it('the exported curve tells the operating point of the threshold', async () => {
  const target = join(folder.path, 'out');
  const choices = { threshold: 3.2, radius: 'auto', folder: target, formats: ['curve'] } as const;
  await exportSegmentation(map, choices);
  // At or above 3.2: points 0 and 1, which are the object's, and 4, which is not.
  expect(JSON.parse(readFileSync(join(target, 'curve.json'), 'utf8')).operating_point).toEqual({
    threshold: 3.2,
    precision: 2 / 3,
    recall: 2 / 4,
    f1: 4 / 7,
  });
  expect(readFileSync(join(target, 'curve.svg'), 'utf8')).toContain('threshold 3.200, in use');
});

it('masks do not go where they would be read as ground truth', async () => {
  const choices = { threshold: 3, radius: 'auto', folder: folder.path } as const;
  await expect(exportSegmentation(map, { ...choices, formats: ['masks'] })).rejects.toMatchObject({
    code: 'USAGE',
    file: folder.path,
  });
  await exportSegmentation(map, { ...choices, formats: ['csv'] });
  expect(existsSync(join(folder.path, 'points.csv'))).toBe(true);
});

it('a folder that cannot be made is WRITE_FAILED with its name', async () => {
  const file = folder.write('taken', 'a file');
  const choices = { threshold: 3, radius: 'auto', folder: file, formats: ['csv'] } as const;
  await expect(exportSegmentation(map, choices)).rejects.toMatchObject({
    code: 'WRITE_FAILED',
    file,
  });
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('a file');
});
