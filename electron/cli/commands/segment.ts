import { exportFormats } from '#core/contract/schemas.ts';
import { InvalidArgumentError } from 'commander';
import { exportSegmentation } from '../../host/results/exportSegmentation.ts';
import type { RegisterCommand } from '../context.ts';
import { finiteNumber, positiveNumber } from '../options/numbers.ts';
import { addMapOptions, scoreFrom, type MapOptions } from '../scoring.ts';

interface Options extends MapOptions {
  threshold: number | 'auto';
  radius: number | 'auto';
  out: string;
}

const orAuto = (parse: (text: string) => number) => (text: string) => {
  if (text === 'auto') return text;
  try {
    return parse(text);
  } catch (cause) {
    throw new InvalidArgumentError(`${(cause as Error).message} Or give 'auto'.`);
  }
};

/** `comove segment SEQ`: dense masks of the points at or above the threshold, and all other exports. */
export const registerSegment: RegisterCommand = (program, context) => {
  addMapOptions(program.command('segment'))
    .description('write masks and labels of the points at or above a threshold')
    .requiredOption(
      '--threshold <v>',
      "points with score >= V are selected; 'auto' is that of maximum entropy on their histogram",
      orAuto(finiteNumber),
    )
    .option(
      '--radius <px>',
      "how far a mask reaches from its points; 'auto' is 2.5 times their spacing",
      orAuto(positiveNumber),
      'auto',
    )
    .requiredOption('--out <dir>', 'the folder to write to; an earlier export in it is replaced')
    .action(async (seq: string, options: Options) => {
      const map = await scoreFrom(context, seq, options);
      const threshold = options.threshold === 'auto' ? map.info.autoThreshold : options.threshold;
      const hasTruth = map.sequence.objects.labels[map.info.picks[0]] >= 0;
      const result = await exportSegmentation(
        map,
        {
          threshold,
          radius: options.radius,
          folder: options.out,
          // Without ground truth there is no curve to write.
          formats: exportFormats.filter((format) => format !== 'curve' || hasTruth),
        },
        { signal: context.signal, onProgress: context.progress },
      );
      context.print(
        `${result.selected} of ${map.sequence.kept.length} points at or above ${threshold.toFixed(3)} ${map.info.unit}; ${result.files.length} files in ${result.folder}`,
      );
    });
};
