/**
 * `npm run bench [-- --json --runs N --parts estimates,large,pairs,sample]`: what an estimate takes, how long a user
 * waits, on the sample and on a sequence of the size of the paper's, and how much memory that takes. The long parts
 * are left out by naming the others.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { ComoveError, errorBody, errorCodes } from '#core/contract/errors.ts';
import { estimators } from '#core/estimators/registry.ts';
import { forkInference } from '../host/inference/forkInference.ts';
import { findInstallation } from '../host/installation.ts';
import { measureEstimates } from './bench/estimates.ts';
import { table, type Figure } from './bench/figures.ts';
import { measureSequence, type BenchOptions } from './bench/measure.ts';
import { jsonDocument } from '../host/results/json.ts';
import { ProgressLine } from './progressLine.ts';

/** The paper's scene animal2_s has 4,404 points over 1,181 frames; some of those generated are dropped. */
const paperPoints = 4404;
const paperFrames = 1181;
const generatedPoints = 5200;

/** What can be measured, in this order. */
const parts: readonly string[] = ['estimates', 'large', 'pairs', 'sample'];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    runs: { type: 'string', default: '3' },
    parts: { type: 'string' },
  },
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
  const chosen = chosenParts();
  const options: BenchOptions = {
    launch: forkInference(installation),
    // The thorough network is the accurate one, as many times slower as it has views.
    estimators: ['infonet:weights=fast', 'infonet:weights=accurate'],
    runs: Math.max(1, Number(values.runs) || 1),
    signal: stop.signal,
    onPhase: (phase) => line.show({ phase, done: 0, total: 0, unit: '' }),
  };
  const figures: Figure[] = [];
  const add = (title: string, some: readonly Figure[]) =>
    figures.push(...some.map((figure) => ({ ...figure, name: `${title}: ${figure.name}` })));
  if (chosen.has('estimates')) figures.push(...(await measureEstimates(options)));
  if (chosen.has('large') || chosen.has('pairs')) {
    const large = join(folder, 'large');
    line.show({ phase: 'generating a large sequence', done: 0, total: 0, unit: '' });
    await generate(large);
    add(
      `${paperPoints} x ${paperFrames}`,
      await measureSequence(large, {
        ...options,
        points: paperPoints,
        clicks: chosen.has('large'),
        allPairs: chosen.has('pairs'),
      }),
    );
  }
  if (chosen.has('sample'))
    add(
      'sample',
      await measureSequence(installation.sampleFolder, {
        ...options,
        estimators: [estimators[0].info.name, 'pearson'],
        clicks: true,
      }),
    );
  line.clear();
  print(figures);
}

/** @throws ComoveError USAGE for a part that there is not */
function chosenParts(): ReadonlySet<string> {
  const chosen = values.parts?.split(',') ?? parts;
  const unknown = chosen.find((part) => !parts.includes(part));
  if (unknown === undefined) return new Set(chosen);
  throw new ComoveError('USAGE', `There is no part '${unknown}'.`, {
    remedy: `The parts are: ${parts.join(', ')}.`,
  });
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

function print(figures: readonly Figure[]): void {
  const processors = cpus();
  const load = loadavg()[0].toFixed(1);
  const machine = `${processors.length} x ${processors[0].model.trim()}, node ${process.version}, load ${load}`;
  if (values.json) {
    const plain = figures.map(({ restsOn, ...figure }) => ({ ...figure, rests_on: restsOn }));
    process.stdout.write(jsonDocument({ machine, figures: plain }));
  } else process.stdout.write(`${table(`${machine}; medians`, figures).join('\n')}\n`);
}
