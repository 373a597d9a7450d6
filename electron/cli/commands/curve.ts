import { writeFileAtomic } from '../../host/files/writeFileAtomic.ts';
import { computeCurve, objectToFind } from '../../host/results/computeCurve.ts';
import { curveDocument, curveFile, curveFormats } from '../../host/results/curveFile.ts';
import { jsonDocument } from '../../host/results/json.ts';
import type { Curve } from '#core/contract/schemas.ts';
import type { RegisterCommand } from '../context.ts';
import { positiveNumber } from '../options/numbers.ts';
import { outputFormat } from '../outputFile.ts';
import { addMapOptions, scoreFrom, type MapOptions } from '../scoring.ts';

interface Options extends MapOptions {
  step?: number;
  out?: string;
  json?: boolean;
}

/** `comove curve SEQ`: precision and recall of the scores against the first pick's object. */
export const registerCurve: RegisterCommand = (program, context) => {
  addMapOptions(program.command('curve'))
    .description('precision and recall against the object of the first pick')
    .option(
      '--step <s>',
      "the paper's fixed increment of the threshold, e.g. 0.01 (default: every distinct score)",
      positiveNumber,
    )
    .option('--out <file>', 'write FILE.csv, FILE.json or FILE.svg')
    .option('--json', 'print one JSON document')
    .action(async (seq: string, options: Options) => {
      const { out, json, frame, step } = options;
      const format = out === undefined ? undefined : outputFormat(out, curveFormats);
      const map = await scoreFrom(context, seq, options, objectToFind);
      const curve = computeCurve(map, step);
      if (out !== undefined && format)
        await writeFileAtomic(out, await curveFile(map, curve, format, { frame }));
      if (json) context.printDocument(jsonDocument(curveDocument(map, curve, { frame })));
      else context.print(summary(curve));
    });
};

function summary({ average_precision, best_f1, positives, total, object }: Curve): string {
  return [
    `average precision ${average_precision.toFixed(4)} for ${object.name}`,
    `best F1 ${best_f1.f1.toFixed(4)} at ${best_f1.threshold.toFixed(4)}`,
    `${positives} of ${total} points are positive`,
  ].join('; ');
}
