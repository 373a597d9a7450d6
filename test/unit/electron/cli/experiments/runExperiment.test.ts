import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import type { CommandContext } from '#electron/cli/context.ts';
import type { Experiment } from '#electron/cli/experiments/experiment.ts';
import { runExperiment, type RunOptions } from '#electron/cli/experiments/runExperiment.ts';
import { findInstallation } from '#electron/host/installation.ts';
import type { Progress } from '#electron/host/progress.ts';

let out: string;
let notes: string[];
let shown: Progress[];
let ran: string[];
let stop: AbortController;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'comove-run-'));
  [notes, shown, ran] = [[], [], []];
  stop = new AbortController();
});
afterEach(() => rmSync(out, { recursive: true }));

const context = (): CommandContext => ({
  installation: findInstallation(import.meta.dirname),
  signal: stop.signal,
  print: () => {},
  printDocument: () => {},
  note: (line) => notes.push(line),
  progress: (progress) => shown.push(progress),
  showProgress: () => {},
  defer: () => {},
});

type SquaresSettings = { seed: number; count: number; methods: { name: string }[] };

/** Squares, in parts; the part that is named stops the run. */
const squares = (stopAt?: number): Experiment<SquaresSettings, number> => ({
  name: 'squares',
  title: 'Squares',
  summary: 'Of small numbers.',
  settings: (quick) => ({ seed: 7, count: quick ? 3 : 5, methods: [{ name: 'by hand' }] }),
  parts: ({ count }) =>
    Array.from({ length: count }, (_, i) => ({
      key: `square of ${i}`,
      cost: i + 1,
      async run({ signal, progress }) {
        ran.push(`square of ${i}`);
        progress(0.5);
        if (i === stopAt) {
          stop.abort();
          throw new ComoveError('ABORTED', 'Stopped.');
        }
        expect(signal.aborted).toBe(false);
        return i * i;
      },
    })),
  report: (results, { seed }) => ({
    tables: [
      {
        name: 'numbers',
        columns: ['n', 'square, "exact"', 'third'],
        rows: results.map((square, i) => [i, square, i === 0 ? null : 1 / 3]),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title: 'Squares',
          panels: [
            {
              x: { label: 'n' },
              y: { label: 'n²' },
              layers: [
                {
                  kind: 'line',
                  colour: '#112233',
                  points: results.map((square, i) => [i, square]),
                },
              ],
            },
          ],
        },
      },
    ],
    comparisons: [
      { caption: 'Sum', columns: ['seed', 'a|b'], rows: [[String(seed), String(results.at(-1))]] },
    ],
    notes: ['A note.'],
  }),
});

const options = (more: Partial<RunOptions> = {}): RunOptions => ({
  quick: true,
  sequences: [],
  out,
  models: { run: () => Promise.reject(new Error('no network here')) },
  surroundings: { machine: 'M', commit: 'C', models: { net: 'abcdef0123456789' } },
  ...more,
});

const read = (name: string) => readFileSync(join(out, name), 'utf8');

// The first figure loads the plotting library, which takes seconds on a busy machine.
describe('runExperiment', { timeout: 60_000 }, () => {
  it('writes a page, numbers, a figure and an index, and leaves nothing else', async () => {
    await runExperiment(squares(), options(), context());
    expect(readdirSync(out).sort()).toEqual(['README.md', 'comove-export.json', 'squares']);
    expect(readdirSync(join(out, 'squares')).sort()).toEqual([
      'README.md',
      'figure.svg',
      'numbers.csv',
      'numbers.json',
    ]);
    expect(read('squares/numbers.csv')).toBe(
      'n,"square, ""exact""",third\n0,0,\n1,1,0.333333\n2,4,0.333333\n',
    );
    expect(JSON.parse(read('squares/numbers.json'))).toMatchObject({
      experiment: 'squares',
      quick: true,
      settings: { seed: 7, count: 3 },
      machine: 'M',
      commit: 'C',
      tables: { numbers: [{ n: 0, third: null }, { n: 1 }, { n: 2, 'square, "exact"': 4 }] },
    });
    const page = read('squares/README.md');
    for (const text of ['# Squares', '(figure.svg)', 'a\\|b', 'A note.', 'M', 'C', 'abcdef012345'])
      expect(page).toContain(text);
    expect(page).toContain('comove reproduce squares --quick');
    expect(page).toContain('seed 7; count 3; methods {"name":"by hand"}');
    expect(read('README.md')).toContain('[Squares](squares/README.md)');
  });

  it('goes on after an interruption with the parts that were finished', async () => {
    await expect(runExperiment(squares(2), options(), context())).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(notes).toEqual([
      '2 of 3 parts of squares are kept; the same command goes on with them.',
    ]);
    expect(readdirSync(out)).toEqual(['.comove-parts']);
    [stop, ran] = [new AbortController(), []];
    const { report } = await runExperiment(squares(), options(), context());
    expect(ran).toEqual(['square of 2']);
    expect(report.tables[0].rows.map((row) => row[1])).toEqual([0, 1, 4]);
    expect(readdirSync(out)).not.toContain('.comove-parts');
  });

  it.each([
    ['counts', { quick: false }],
    [
      'sources',
      { surroundings: { machine: 'M', commit: 'D', models: { net: 'abcdef0123456789' } } },
    ],
    ['networks', { surroundings: { machine: 'M', commit: 'C', models: { net: '0' } } }],
  ])('never takes up parts of other %s', async (_what, other) => {
    await expect(runExperiment(squares(2), options(), context())).rejects.toThrow();
    [stop, ran, notes] = [new AbortController(), [], []];
    await runExperiment(squares(), options(other), context());
    expect(ran[0]).toBe('square of 0');
    expect(notes[0]).toMatch(/^squares-\w+\.jsonl holds parts .* not used/);
  });

  it('gives the same bytes from the same settings', async () => {
    const names = ['README.md', 'squares/README.md', 'squares/numbers.json', 'squares/figure.svg'];
    await runExperiment(squares(), options(), context());
    const first = names.map(read);
    await runExperiment(squares(), options(), context());
    expect(names.map(read)).toEqual(first);
  });

  it('tells how far it is, and the time left once something is known', async () => {
    await runExperiment(squares(), options(), context());
    expect(shown[0]).toMatchObject({ phase: 'Reproducing squares', done: 0, total: 3 });
    expect(shown[0].secondsLeft).toBeUndefined();
    for (const { secondsLeft } of shown.slice(1)) expect(secondsLeft).toBeGreaterThanOrEqual(0);
  });

  it('does not write over a file of the user', async () => {
    writeFileSync(join(out, 'README.md'), 'mine');
    await expect(runExperiment(squares(), options(), context())).rejects.toMatchObject({
      code: 'WRITE_FAILED',
    });
    expect(read('README.md')).toBe('mine');
  });
});
