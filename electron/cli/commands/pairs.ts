import { ComoveError } from '#core/contract/errors.ts';
import { writeFileAtomic } from '../../host/files/writeFileAtomic.ts';
import { createMapEngine } from '../../host/inference/mapEngine.ts';
import { estimatesOfMatrix, pointsOfMatrix } from '../../host/inference/pairMatrix.ts';
import { jsonDocument } from '../../host/results/json.ts';
import { matrixDocument, matrixFile, matrixFormats } from '../../host/results/matrixFile.ts';
import { announce } from '../announce.ts';
import type { RegisterCommand } from '../context.ts';
import { commandInference } from '../inference.ts';
import { wholeNumberIn } from '../options/numbers.ts';
import { addPairScoring, type ScoreOptions } from '../options/score.ts';
import { addSequence, openFrom, type SequenceOptions } from '../options/sequence.ts';
import { outputFormat, requireOutput } from '../outputFile.ts';

interface PairsOptions extends SequenceOptions, Omit<ScoreOptions, 'combinePicks'> {
  visibleOnly: boolean;
  minimumOverlap: number;
  points?: number;
  out?: string;
  json?: boolean;
}

/** A text of more numbers is better a binary file. */
const mostPointsOfCsv = 4000;

/** `comove pairs SEQ`: the score of every pair of kept points, to cluster them without a pick. */
export const registerPairs: RegisterCommand = (program, context) => {
  addPairScoring(addSequence(program.command('pairs')))
    .description('score all pairs of kept points: a matrix, e.g. to cluster them without a pick')
    .option(
      '--points <K>',
      'take only so many of the kept points, spread over the reference frame',
      wholeNumberIn(1, 1_000_000),
    )
    .option('--out <file>', 'write FILE.npz or FILE.csv')
    .option('--json', 'print one JSON document: everything but the matrix')
    .action(async (seq: string, options: PairsOptions) => {
      const { out, json, engine: engineName, estimator, points: wanted } = options;
      requireOutput(options, 'FILE.npz or FILE.csv');
      const format = out === undefined ? undefined : outputFormat(out, matrixFormats);
      const sequence = await openFrom(context, seq, options);
      const points = pointsOfMatrix(sequence, wanted);
      if (format === 'csv' && points.length > mostPointsOfCsv)
        throw new ComoveError('USAGE', `A table of ${points.length} points squared is too long.`, {
          remedy: `Give --points ${mostPointsOfCsv} or fewer, or a file that ends in .npz.`,
        });
      const choices = {
        ...estimator,
        visibleOnly: options.visibleOnly,
        minimumOverlap: options.minimumOverlap,
        signal: options.signal,
        coordinates: options.combine,
        points: wanted,
      };
      const engine = createMapEngine(commandInference(context, engineName));
      const work = { signal: context.signal, onProgress: context.progress };
      await announce(context, choices.estimator, async () => {
        const map = { ...choices, picks: [sequence.kept[points[0]]], combine: choices.coordinates };
        const { secondsPerPair } = await engine.forecast(sequence, map, work);
        const pairs = estimatesOfMatrix(points.length, choices.estimator);
        return { pairs, secondsPerPair, seconds: pairs * secondsPerPair };
      });
      const matrix = await engine.computePairs(sequence, choices, work);
      const scored = { ...matrix, sequence, choices };
      if (out !== undefined && format) await writeFileAtomic(out, matrixFile(scored, format));
      if (json) context.printDocument(jsonDocument(matrixDocument(scored)));
      else {
        const { minimum, maximum, unit, notes } = matrix;
        context.print(
          `${points.length} x ${points.length} scores, of two points ${minimum.toFixed(3)} to ${maximum.toFixed(3)} (${unit}), in ${out}`,
        );
        for (const note of notes) context.note(note);
      }
    });
};
