import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readNpy, npyNumbers } from '#core/formats/npy.ts';
import { encodeNpy } from '#core/formats/npyWrite.ts';
import { createRandom } from '#core/random.ts';
import { comove, startComove } from '../../../support/comove.ts';
import { clipArrays, sequenceFolder } from '../../../support/sequenceFolder.ts';
import { unzipSync } from 'fflate';

const folder = sequenceFolder();
afterAll(folder.dispose);
const seq = folder.path;
// Even points share one motion, odd ones another; point 5 leaves the bounds, unseen (the image would be as large).
folder.archive(
  clipArrays({
    frames: 60,
    points: 40,
    visible: (_t, n) => n !== 5,
    position: (t, n) => {
      if (n === 5) return [3000, 3000];
      const phase = n % 2 ? t * 0.37 : Math.sin(t / 5);
      return [200 + 30 * Math.sin(phase) + 4 * n, 200 + 30 * Math.cos(phase) - 2 * n];
    },
  }),
);
const file = (name: string) => join(seq, name);
const samples = Float64Array.from({ length: 2 * 50 * 2 }, (_, i) => Math.sin(i * i));

describe('comove, as it ships', { timeout: 60_000 }, () => {
  it('maps: one document on standard output, the same bytes in the file, on every run', async () => {
    const args = ['map', seq, '--track', '4', '--point', '230,198', '--pick-radius', '50'];
    const first = await comove([...args, '--json', '--out', file('a.json')]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const document = JSON.parse(first.stdout);
    expect(document).toMatchObject({
      picks: [4, expect.any(Number)],
      frame: 0,
      estimator: 'infonet-table',
      unit: 'nats',
      signal: 'position',
      combine: 'mean',
      combine_picks: 'mean',
    });
    expect(document.track_ids).not.toContain(5);
    expect(document.track_ids).toHaveLength(39);
    expect(document.scores).toHaveLength(39);
    expect(readFileSync(file('a.json'), 'utf8')).toBe(first.stdout);
    expect(first.stdout).not.toContain(seq);
    await comove([...args, '--out', file('b.json')]);
    expect(readFileSync(file('b.json'))).toEqual(readFileSync(file('a.json')));
  });

  it('writes the same numbers as .csv and .npz', async () => {
    const args = ['map', seq, '--track', '4', '--estimator', 'pearson', '--signal', 'velocity'];
    const { scores, track_ids } = JSON.parse((await comove([...args, '--json'])).stdout);
    await comove([...args, '--out', file('a.csv')]);
    await comove([...args, '--out', file('a.npz')]);
    const [head, ...rows] = readFileSync(file('a.csv'), 'utf8').trim().split('\n');
    expect(head).toBe('track_id,score');
    expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(track_ids);
    expect(rows.map((row) => Number(row.split(',')[1]))).toEqual(scores);
    const member = readNpy(unzipSync(readFileSync(file('a.npz')))['scores.npy'], 'scores.npy');
    expect(member.kind === 'array' && [...npyNumbers(member.array)]).toEqual(scores);
  });

  it("keeps the estimator's other numbers beside the scores", async () => {
    const args = ['map', seq, '--track', '4'];
    const { scores, estimate } = JSON.parse((await comove([...args, '--json'])).stdout);
    expect(estimate).toHaveLength(scores.length);
    expect(estimate).not.toEqual(scores);
    await comove([...args, '--out', file('both.csv')]);
    const [head, ...rows] = readFileSync(file('both.csv'), 'utf8').trim().split('\n');
    expect(head).toBe('track_id,score,estimate');
    expect(rows.map((row) => Number(row.split(',')[2]))).toEqual(estimate);
    await comove([...args, '--out', file('both.npz')]);
    const member = readNpy(
      unzipSync(readFileSync(file('both.npz')))['estimate.npy'],
      'estimate.npy',
    );
    expect(member.kind === 'array' && [...npyNumbers(member.array)]).toEqual(estimate);
  });

  it('takes options of an estimator, says them in the document, and how long a slow one takes', async () => {
    const args = ['map', seq, '--track', '4', '--json', '--estimator'];
    const kde = await comove([...args, 'kde:bandwidth=scott']);
    expect(kde.stderr).toMatch(/^KDE: 78 pairs, (less than 1 s|about \d+ s)\n$/);
    expect(JSON.parse(kde.stdout)).toMatchObject({ estimator: 'kde:bandwidth=scott', pairs: 78 });
    const silverman = await comove([...args, 'kde:bandwidth=silverman']);
    expect(JSON.parse(silverman.stdout).estimator).toBe('kde');
    expect(JSON.parse(silverman.stdout).scores).not.toEqual(JSON.parse(kde.stdout).scores);
  });

  it('scores points with gaps on the frames that show both', async () => {
    const gaps = file('gaps.npz');
    const isShown = (t: number, n: number) => n !== 3 || t % 20 < 5;
    const position = (t: number, n: number) =>
      isShown(t, n)
        ? ([50 + 9 * Math.sin(t / 5) + n, 50 + 9 * Math.cos(t / 5)] as const)
        : ([NaN, NaN] as const);
    folder.archive(clipArrays({ frames: 60, points: 4, visible: isShown, position }), 'gaps.npz');
    const args = ['map', gaps, '--track', '0', '--estimator', 'pearson', '--json'];
    const all = JSON.parse((await comove(args)).stdout);
    expect(all).toMatchObject({ track_ids: [0, 1, 2], visible_only: false });
    // Point 3 shows in 15 frames.
    const fewer = [...args, '--visible-only', '--minimum-overlap', '15'];
    const shown = JSON.parse((await comove(fewer)).stdout);
    expect(shown).toMatchObject({
      track_ids: [0, 1, 2, 3],
      visible_only: true,
      minimum_overlap: 15,
      notes: [],
    });
    for (const score of shown.scores) expect(score).toBeCloseTo(1, 5);
    const more = JSON.parse((await comove([...args, '--visible-only'])).stdout);
    expect(more.track_ids).toEqual([0, 1, 2]);
  });

  it('draws the curve against labels from a file: one document, printed and written', async () => {
    const labels = Int32Array.from({ length: 40 }, (_, n) => n % 2);
    folder.write('objects.npy', encodeNpy({ dtype: 'int32', shape: [40], data: labels }));
    const args = ['curve', seq, '--track', '4', '--labels', file('objects.npy')];
    const exact = await comove([...args, '--json', '--out', file('curve.json')]);
    expect(exact).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(file('curve.json'), 'utf8')).toBe(exact.stdout);
    const curve = JSON.parse(exact.stdout);
    // The two motions share nothing: all even points rank before all odd ones.
    expect(curve).toMatchObject({ average_precision: 1, positives: 20, total: 39, sweep: 'exact' });
    expect(curve.best_f1).toMatchObject({ precision: 1, recall: 1, f1: 1 });
    expect(Object.keys(curve.points[0]).slice(0, 3)).toEqual(['threshold', 'precision', 'recall']);
    const stepped = JSON.parse((await comove([...args, '--json', '--step', '0.5'])).stdout);
    expect(stepped).toMatchObject({ average_precision: 1, sweep: 'step' });
    expect(stepped.points[1].threshold - stepped.points[0].threshold).toBeCloseTo(0.5, 9);
  });

  it('segments by a threshold, and again into the same folder', async () => {
    const args = ['segment', seq, '--track', '4', '--estimator', 'pearson', '--out', file('masks')];
    const first = await comove([...args, '--threshold', 'auto']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const bytes = readFileSync(file('masks/labels.npz'));
    expect((await comove([...args, '--threshold', 'auto'])).code).toBe(0);
    expect(readFileSync(file('masks/labels.npz'))).toEqual(bytes);
    expect(readdirSync(file('masks/masks'))).toHaveLength(60);
  });

  it('estimates pairs from .npy of both shapes and from .csv', async () => {
    folder.write('batch.npy', encodeNpy({ dtype: 'float64', shape: [2, 50, 2], data: samples }));
    const one = samples.slice(0, 100);
    folder.write('one.npy', encodeNpy({ dtype: 'float64', shape: [50, 2], data: one }));
    const rows = Array.from({ length: 50 }, (_, t) => `${one[2 * t]},${one[2 * t + 1]}`);
    folder.write('one.csv', ['x,y', ...rows].join('\n'));
    const estimates = async (name: string) => {
      const { code, stdout } = await comove(['mi', file(name), '--json']);
      expect(code).toBe(0);
      const document = JSON.parse(stdout);
      expect(document).toMatchObject({ estimator: 'infonet', unit: 'nats' });
      return document.estimates;
    };
    const batch = await estimates('batch.npy');
    expect(batch).toHaveLength(2);
    expect(await estimates('one.npy')).toEqual([expect.closeTo(batch[0], 6)]);
    expect(await estimates('one.csv')).toEqual([expect.closeTo(batch[0], 6)]);
  });

  it('estimates vectors by their projections: a mean with its error, the same bits on every run', async () => {
    // x is a plane, y its diagonal with noise.
    const random = createRandom(1);
    const rows = Array.from({ length: 400 }, () => {
      const [a, b] = [random.normal(), random.normal()];
      return [a, b, a + b + random.normal()];
    });
    folder.write('vectors.csv', rows.map((row) => row.join(';')).join('\n'));
    const data = Float64Array.from([...rows, ...rows.reverse()].flat());
    folder.write('vectors.npy', encodeNpy({ dtype: 'float64', shape: [2, 400, 3], data }));
    const run = async (name: string, ...more: string[]) => {
      const args = ['mi', file(name), '--dims', '2,1', '--projections', '64', '--json', ...more];
      const { code, stdout } = await comove(args);
      expect(code).toBe(0);
      return stdout;
    };
    const first = await run('vectors.csv', '--seed', '5');
    expect(await run('vectors.csv', '--seed', '5')).toBe(first);
    const sliced = JSON.parse(first);
    expect(sliced).toMatchObject({
      ...{ estimator: 'infonet', unit: 'nats', dims: [2, 1], projections: 64, seed: 5 },
      dv: [expect.any(Number)],
    });
    // A direction at angle a to the diagonal has correlation sqrt(2/3) cos a with y; the mean of -log(1 - r²) / 2 over
    // a is -log((1 + sqrt(1 - 2/3)) / 2). Four standard errors of the directions, and .05 for 400 samples.
    const truth = -Math.log((1 + Math.sqrt(1 / 3)) / 2);
    const tolerance = 4 * sliced.standard_errors[0] + 0.05;
    expect(tolerance).toBeLessThan(0.2);
    expect(Math.abs(sliced.estimates[0] - truth)).toBeLessThan(tolerance);
    // The order of the samples does not count, the directions do.
    const both = JSON.parse(await run('vectors.npy', '--seed', '5')).estimates;
    expect(both).toEqual([expect.closeTo(sliced.estimates[0], 5), expect.closeTo(both[0], 5)]);
    const other = JSON.parse(await run('vectors.csv', '--seed', '6'));
    expect(other.estimates).not.toEqual(sliced.estimates);
    const ksg = JSON.parse(await run('vectors.csv', '--estimator', 'ksg:k=5'));
    expect(ksg).toMatchObject({ estimator: 'ksg:k=5', seed: 0 });
    expect(Math.abs(ksg.estimates[0] - truth)).toBeLessThan(tolerance);
  });

  it('ends with 130 on Ctrl-C and leaves nothing half-written', async () => {
    folder.archive(
      clipArrays({
        frames: 800,
        points: 300,
        position: (t, n) => [200 + 50 * Math.sin(t * n), 200 + 50 * Math.cos(t * n)],
      }),
      'long/anno.npz',
    );
    const before = readdirSync(seq);
    const running = startComove([
      'map',
      file('long'),
      '--track',
      '4',
      '--estimator',
      'ksg',
      '--progress',
      '--out',
      file('never.json'),
    ]);
    // The estimate takes seconds and has begun when its phase is told.
    await running.says('Scoring');
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, stdout: '' });
    expect(existsSync(file('never.json'))).toBe(false);
    expect(readdirSync(seq)).toEqual(before);
  });
});
