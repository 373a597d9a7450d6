import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comove } from '../../../support/comove.ts';
import { encodeMat } from '../../../support/matFile.ts';
import { sequenceFolder } from '../../../support/sequenceFolder.ts';

const folder = sequenceFolder();
afterAll(folder.dispose);

const [points, frames] = [12, 40];
/** Two motions: even points sway, odd ones drift and swing, each at a place of its own. */
const tracks = Array.from({ length: points * frames }, (_, i) => {
  const [n, t] = [i % points, Math.floor(i / points)];
  const swing = n % 2 ? Math.cos(t / 3) + t / 9 : Math.sin(t / 5);
  return [50 + 9 * n + 20 * swing, 60 + 5 * n - 12 * swing, 1];
}).flat();
const labels = Array.from({ length: points }, (_, n) => 1 + (n % 2));

beforeAll(() => {
  const y = { dims: [3, points, frames], data: tracks };
  const s = { dims: [points, 1], data: labels };
  const number = (value: number) => ({ dims: [1, 1], data: [value] });
  folder.write('two.mat', encodeMat({ y, s, width: number(320), height: number(240) }, true));
  // The same with object 2 hidden in every second frame: no track of it is whole.
  const visible = Array.from({ length: points * frames }, (_, i) =>
    (i % points) % 2 && Math.floor(i / points) % 2 ? 0 : 1,
  );
  folder.write(
    'gaps/gaps.mat',
    encodeMat({
      Data: {
        struct: {
          ySparse: y,
          visibleSparse: { dims: [points, frames], data: visible },
          GtLabel: s,
        },
      },
    }),
  );
});

describe('comove evaluate, as it ships', { timeout: 60_000 }, () => {
  const pearson = ['--estimator', 'pearson', '--signal', 'position,velocity', '--seed', '3'];

  it('evaluates what can be read, whatever its format, and tells of the rest', async () => {
    const args = ['evaluate', join(folder.path, 'two.mat'), join(folder.path, 'none'), ...pearson];
    const { code, stdout, stderr } = await comove([...args, '--json', '--queries', 'all']);
    expect(code).toBe(2);
    expect(stderr).toContain('Not evaluated');
    const document = JSON.parse(stdout);
    expect(document.summary).toMatchObject([
      { estimator: 'pearson', signal: 'position', objects: 2 },
      { estimator: 'pearson', signal: 'velocity', objects: 2 },
    ]);
    // Within an object the correlation is 1: every pick ranks its own object first.
    expect(document.summary[0].average_precision).toEqual({ mean: 1, low: 1, high: 1 });
    expect(document.objects[0].picks).toHaveLength(6);
    expect(document.objects[0].precision).toEqual(document.recall_levels.map(() => 1));
    expect(document.problems).toMatchObject([{ sequence: 'none', code: 'NOT_FOUND' }]);
    expect(stdout).not.toContain(folder.path);
  });

  it('writes a page that another run writes again to the last byte', async () => {
    const out = (name: string) => join(folder.path, name);
    const args = ['evaluate', 'two.mat', ...pearson, '--queries', '2'];
    const first = await comove([...args, '--out', out('a')], { cwd: folder.path });
    expect(first).toMatchObject({ code: 0 });
    await comove([...args, '--out', out('b')], { cwd: folder.path });
    const names = readdirSync(out('a')).sort();
    expect(names).toEqual([
      'README.md',
      'comove-export.json',
      'curves.csv',
      'curves.svg',
      'numbers.json',
      'objects.csv',
      'summary.csv',
    ]);
    for (const name of names)
      expect(readFileSync(join(out('a'), name))).toEqual(readFileSync(join(out('b'), name)));
    const page = readFileSync(join(out('a'), 'README.md'), 'utf8');
    expect(page).toContain(
      '`comove evaluate two.mat --queries 2 --seed 3 --estimator pearson --signal position,velocity`',
    );
    expect(page).toContain('![');
  });

  it('compares the frames in which both points are visible, where it is asked to', async () => {
    const args = ['evaluate', join(folder.path, 'gaps'), '--estimator', 'pearson', '--json'];
    // Only the background is whole: no other point takes part.
    const whole = await comove([...args, '--background']);
    expect(whole).toMatchObject({ code: 2, stdout: '' });
    expect(whole.stderr).toContain('no object to find');
    const frames = ['--visible-only', '--minimum-overlap', '20'];
    const { stdout } = await comove([...args, '--background', ...frames]);
    const seen = JSON.parse(stdout);
    expect(seen).toMatchObject({ visible_only: true, minimum_overlap: 20 });
    expect(seen.sequences).toMatchObject([{ kept: 12 }]);
    expect(seen.summary[0]).toMatchObject({ objects: 2, average_precision: { mean: 1 } });
  });
});
