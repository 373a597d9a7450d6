import { setImmediate } from 'node:timers/promises';
import { Option } from 'commander';
import { ComoveError, throwIfAborted } from '#core/contract/errors.ts';
import { isConstant } from '#core/estimators/support/columns.ts';
import {
  defaultSoftness,
  defaultTemperature,
  differentiableEstimate,
  type DifferentiableEstimate,
} from '#core/infonet/differentiable/differentiableEstimate.ts';
import { readOnnx } from '#core/infonet/differentiable/onnxFile.ts';
import { networkNames, networks, type NetworkName } from '#core/infonet/networks.ts';
import { writeFileAtomic } from '../../host/files/writeFileAtomic.ts';
import { jsonDocument } from '../../host/results/json.ts';
import { readModel } from '../../worker/readModel.ts';
import type { RegisterCommand } from '../context.ts';
import { numberFromTo, positiveNumber } from '../options/numbers.ts';
import { outputFormat, requireOutput } from '../outputFile.ts';
import { readPairs, type SamplePairs } from '../pairsFile.ts';

interface GradientFlags {
  weights: NetworkName;
  temperature: number;
  softness: number;
  out?: string;
  json?: boolean;
}

/** `comove gradient PAIRS`: how each sample would have to move for the mutual information to grow. */
export const registerGradient: RegisterCommand = (program, context) => {
  program
    .command('gradient')
    .description("differentiate InfoNet's estimate of pairs of variables by each of their samples")
    .argument('<pairs>', '.npy of shape (T, 2) or (B, T, 2), or .csv with two columns')
    .addOption(
      new Option('--weights <name>', 'the network, as in --estimator infonet:weights=NAME')
        .choices(networkNames)
        .default('accurate'),
    )
    .option(
      '--temperature <sd>',
      'of the soft ranks, in standard deviations: lower is closer to the estimate, and rougher',
      positiveNumber,
      defaultTemperature,
    )
    .option(
      '--softness <cells>',
      'how far samples are spread over the cells of the histograms, up to 1',
      numberFromTo(0.01, 1),
      defaultSoftness,
    )
    .option('--out <file>', 'writes .csv or .json')
    .option('--json', 'print one JSON document')
    .action(async (file: string, { weights, out, json, ...softening }: GradientFlags) => {
      requireOutput({ out, json }, 'gradient.csv');
      const format = out === undefined ? undefined : outputFormat(out, ['csv', 'json']);
      const pairs = await readPairs(file);
      const { model } = networks[weights];
      const bytes = await readModel(context.installation.modelsFolder, model);
      const network = { name: weights, graph: readOnnx(bytes) };
      const estimates: DifferentiableEstimate[] = [];
      for (let b = 0; b < pairs.batch; b++) {
        context.progress({ phase: 'Differentiating', done: b, total: pairs.batch, unit: 'pairs' });
        await setImmediate();
        throwIfAborted(context.signal);
        const { x, y } = pairOf(pairs, b);
        if (isConstant(x) || isConstant(y))
          throw new ComoveError(
            'BAD_INPUT',
            `${file} holds a variable that does not change in pair ${b}: it has no gradient.`,
            { file, remedy: 'Leave the pair out.' },
          );
        estimates.push(await differentiableEstimate(x, y, { network, ...softening }));
      }
      const document = jsonDocument({
        unit: 'nats',
        weights,
        ...softening,
        values: estimates.map(({ value }) => value),
        gradient_x: estimates.map(({ gradient }) => [...gradient.x]),
        gradient_y: estimates.map(({ gradient }) => [...gradient.y]),
      });
      if (out !== undefined)
        await writeFileAtomic(out, format === 'json' ? document : gradientCsv(pairs, estimates));
      if (json) context.printDocument(document);
      else for (const { value } of estimates) context.print(value.toFixed(6));
    });
};

/** The samples of pair b. */
function pairOf({ data, sampleCount }: SamplePairs, b: number) {
  const start = 2 * b * sampleCount;
  const column = (axis: number) =>
    Float64Array.from({ length: sampleCount }, (_, t) => data[start + 2 * t + axis]);
  return { x: column(0), y: column(1) };
}

function gradientCsv(pairs: SamplePairs, estimates: readonly DifferentiableEstimate[]): string {
  const rows = estimates.flatMap(({ gradient }, b) => {
    const { x, y } = pairOf(pairs, b);
    return Array.from(x, (_, t) => `${b},${x[t]},${y[t]},${gradient.x[t]},${gradient.y[t]}\n`);
  });
  return `pair,x,y,gradient_x,gradient_y\n${rows.join('')}`;
}
