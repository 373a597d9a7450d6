import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '#electron/cli/main.ts';
import { findInstallation } from '#electron/host/installation.ts';
import { clipArrays, sequenceFolder } from '../../../support/sequenceFolder.ts';

const installation = findInstallation(import.meta.dirname);
const folder = sequenceFolder();
afterAll(folder.dispose);
folder.archive(
  clipArrays({ frames: 12, points: 4, position: (t, n) => [n === 2 ? 9999 : 10 * n + t, 20 + t] }),
);
folder.write('pairs/three.npy', new Uint8Array(3));
folder.write('pairs/short.csv', 'x,y\n1,2\n3,4\n');
folder.write('pairs/words.csv', '1,2\n3,four\n');
folder.write('pairs/three.csv', '1,2,3\n'.repeat(9));

/** Runs the command line inside the test, as if standard error were not a terminal. */
async function run(...args: string[]) {
  let [out, error] = ['', ''];
  const code = await main(args, {
    installation,
    signal: new AbortController().signal,
    streams: { out: (text) => (out += text), error: (text) => (error += text) },
    terminal: false,
  });
  return { code, out, error };
}

describe('wrong usage ends with exit code 2 and names the option and the good values', () => {
  const seq = folder.path;
  const track = ['--track', '0'];
  const cases: [args: string[], ...said: string[]][] = [
    [['info', seq, '--wrong'], '--wrong'],
    [['info'], 'seq'],
    [['nope'], 'nope'],
    [['info', seq, '--min', 'low'], '--min', 'e.g.'],
    [['info', seq, '--min', '5', '--max', '-5'], '(5, -5)', 'minimum below the maximum'],
    [['info', seq, '--reference-frame', '40'], '40', '0 to 11'],
    [['map', seq, ...track], '--out FILE.npz, FILE.csv or FILE.json', '--json'],
    [['map', seq, '--json'], '--point X,Y', '--track I'],
    [['map', seq, ...track, '--out', 'x.txt'], '--out x.txt', '.npz, .csv, .json'],
    [['map', seq, '--json', '--track', '9'], '--track 9', '0 to 3'],
    [['map', seq, '--json', '--track', '-1'], '--track', '0 or above'],
    [['map', seq, '--json', '--track', '2'], '--track 2', '(-2000, 2000)', 'e.g. 1'],
    [['map', seq, '--json', '--point', '10'], '--point', 'X,Y'],
    [['map', seq, '--json', '--point', '900,900'], '--point 900,900', 'in frame 0'],
    [['map', seq, '--json', '--point', '0,20', '--frame', '12'], '--frame 12', '0 to 11'],
    [['map', seq, '--json', ...track, '--estimator', 'ksgg'], '--estimator', 'pearson'],
    [['map', seq, '--json', ...track, '--estimator', 'ksg:k=0'], '--estimator', 'from 1 to 50'],
    [['evaluate', seq, '--estimator', 'pearson,ksg:m=3'], '--estimator', "'m'", 'k, algorithm'],
    [['evaluate', seq, '--signal', 'position,speed'], '--signal', 'position, velocity'],
    [['evaluate', seq, seq, '--labels', 'x.npy'], '--labels', 'one sequence'],
    [['evaluate', seq, '--minimum-overlap', '2'], '--minimum-overlap', 'from 4'],
    [['map', seq, '--json', ...track, '--signal', 'speed'], '--signal', 'position, velocity'],
    [['map', seq, '--json', ...track, '--combine', 'sum'], '--combine', 'mean, min, max'],
    [['map', seq, '--json', ...track, '--combine-picks', 'x'], '--combine-picks', 'mean, min, max'],
    [['map', seq, '--json', ...track, '--engine', 'gpu'], '--engine', 'auto, cpu'],
    [['curve', seq, ...track, '--out', 'x.png'], '--out x.png', '.csv, .json, .svg'],
    [['curve', seq, ...track, '--step', '0'], '--step', 'above 0'],
    [['segment', seq, ...track, '--out', 'x'], '--threshold'],
    [['segment', seq, ...track, '--threshold', 'auto'], '--out'],
    [['segment', seq, ...track, '--out', 'x', '--threshold', 'high'], '--threshold', "'auto'"],
    [['serve', '--port', '70000'], '--port', '65535'],
    [['mi', 'x.npy', '--dims', '3'], '--dims', 'e.g. 3,2'],
    [['mi', 'x.npy', '--dims', '0,2'], '--dims', 'above 0'],
    [['mi', 'x.npy', '--dims', '1,2', '--projections', '1'], '--projections', 'from 2 to'],
    [['mi', 'x.npy', '--seed', '1'], '--seed', '--dims DX,DY'],
  ];
  it.each(cases)('%j', async (args, ...said) => {
    const { code, out, error } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const words of said) expect(error).toContain(words);
  });
});

describe('bad input ends with exit code 2 and names the file', () => {
  const cases: [args: string[], ...said: string[]][] = [
    [['info', join(folder.path, 'gone')], 'gone'],
    [['info', join(folder.path, 'pairs/three.npy')], 'three.npy'],
    [['mi', join(folder.path, 'pairs/three.npy')], 'three.npy'],
    [['mi', join(folder.path, 'pairs/gone.csv')], 'gone.csv'],
    [['mi', join(folder.path, 'pairs/short.csv')], 'short.csv', 'at least 8'],
    [['mi', join(folder.path, 'pairs/words.csv')], 'words.csv', 'line 2', '3,four'],
    [['mi', join(folder.path, 'pairs/three.csv')], 'three.csv', 'line 1', '--dims'],
    [['mi', join(folder.path, 'pairs/three.csv'), '--dims', '2,2'], 'three.csv', '2 + 2 columns'],
    [
      ['mi', join(folder.path, 'pairs/three.csv'), '--dims', '2,1', '--projections', '9000000'],
      '9000000 projections of 9',
      'Give --projections ',
    ],
    [['map', folder.path, '--json', '--track', '0', '--labels', 'gone.npy'], 'gone.npy'],
    [['curve', folder.path, '--json', '--track', '0'], 'masks/', '--labels'],
  ];
  it.each(cases)('%j', async (args, ...said) => {
    const { code, out, error } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const words of said) expect(error).toContain(words);
  });
});

describe('the rest', () => {
  it('helps with exit code 0', async () => {
    const { code, out } = await run('map', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--track');
  });

  it('prints its version', async () => {
    expect((await run('--version')).out.trim()).toBe(installation.version);
  });

  it('shows progress only where it is asked for, and never on standard output', async () => {
    expect((await run('info', folder.path, '--json')).error).toBe('');
    const { out, error } = await run('info', folder.path, '--json', '--progress');
    expect(error).toContain('Reading trajectories');
    expect(() => JSON.parse(out)).not.toThrow();
  });

  it('tells counts, shapes and what is missing', async () => {
    const { code, out } = await run('info', folder.path, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      frames: 12,
      points: 4,
      kept: 3,
      dropped: { non_finite: 0, beyond_bounds: 1, outside_reference_frame: 0, never_visible: 0 },
      shapes: { trajs_2d: [12, 4, 2] },
      dtype: 'float32',
      missing: ['images', 'masks', 'labels'],
    });
  });
});
