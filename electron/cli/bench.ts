/**
 * `npm run bench [-- --json --runs N]`: how long a user waits, on the sample and on a sequence of the size of the
 * paper's, and how much memory that takes.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { errorBody, errorCodes } from '#core/contract/errors.ts';
import { forkInference } from '../host/inference/forkInference.ts';
import { findInstallation } from '../host/installation.ts';
import { table, type Figure } from './bench/figures.ts';
import { measureSequence, type BenchOptions } from './bench/measure.ts';
import { jsonDocument } from '../host/results/json.ts';
import { ProgressLine } from './progressLine.ts';

/** The paper's scene animal2_s has 4,404 points over 1,181 frames; some of those generated are dropped. */
const paperPoints = 4404;
const paperFrames = 1181;
const generatedPoints = 5200;

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, runs: { type: 'string', default: '3' } },
});
const installation = findInstallation(import.meta.dirname);
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
const line = new ProgressLine(
  (text) => void process.stderr.write(text),
  process.stderr.isTTY === true,
);
const folder = await mkdtemp(join(tmpdir(), 'comove-bench-'));

try {
  await run();
} catch (thrown) {
  const { code, message } = errorBody(thrown);
  line.clear();
  process.stderr.write(`bench: ${message}\n`);
  process.exitCode = errorCodes[code].exit;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const options: BenchOptions = {
    launch: forkInference(installation),
    estimators: ['infonet', 'pearson'],
    runs: Math.max(1, Number(values.runs) || 1),
    signal: stop.signal,
    onPhase: (phase) => line.show({ phase, done: 0, total: 0, unit: '' }),
  };
  const large = join(folder, 'large');
  line.show({ phase: 'generating a large sequence', done: 0, total: 0, unit: '' });
  await generate(large);
  const results = [
    { sequence: 'sample', figures: await measureSequence(installation.sampleFolder, options) },
    {
      sequence: `generated, ${paperPoints} points x ${paperFrames} frames`,
      figures: await measureSequence(large, { ...options, points: paperPoints }),
    },
  ];
  line.clear();
  print(results);
}

/** In a process of its own, so that its memory is not taken for the host's. */
async function generate(out: string): Promise<void> {
  const comove = join(installation.root, 'build/dist/main/comove.js');
  const size = `--frames ${paperFrames} --points ${generatedPoints} --width 320 --height 180`;
  await promisify(execFile)(
    process.execPath,
    [comove, 'synth', '--out', out, '--seed', '1', '--no-images', ...size.split(' ')],
    { signal: stop.signal },
  );
}

function print(results: { sequence: string; figures: Figure[] }[]): void {
  const processors = cpus();
  const machine = `${processors.length} x ${processors[0].model.trim()}, node ${process.version}`;
  if (values.json) {
    const plain = results.map(({ sequence, figures }) => ({
      sequence,
      figures: figures.map(({ restsOn, ...figure }) => ({ ...figure, rests_on: restsOn })),
    }));
    process.stdout.write(jsonDocument({ machine, results: plain }));
  } else {
    process.stdout.write(`${machine}; medians\n`);
    for (const { sequence, figures } of results)
      process.stdout.write(`\n${table(sequence, figures).join('\n')}\n`);
  }
}
