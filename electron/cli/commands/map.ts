import { writeFileAtomic } from '../../host/files/writeFileAtomic.ts';
import type { RegisterCommand } from '../context.ts';
import { mapDocument } from '../../host/results/documents.ts';
import { jsonDocument } from '../../host/results/json.ts';
import { mapFile, mapFormats } from '../../host/results/mapFile.ts';
import { outputFormat, requireOutput } from '../outputFile.ts';
import { addMapOptions, scoreFrom, type MapOptions } from '../scoring.ts';

/** `comove map SEQ`: the score of every kept point against the picks. */
export const registerMap: RegisterCommand = (program, context) => {
  addMapOptions(program.command('map'))
    .description('score every kept point against the picked ones')
    .option('--out <file>', 'write FILE.npz, FILE.csv or FILE.json')
    .option('--json', 'print one JSON document')
    .action(async (seq: string, options: MapOptions & { out?: string; json?: boolean }) => {
      const { out, json, frame } = options;
      requireOutput(options, 'FILE.npz, FILE.csv or FILE.json');
      const format = out === undefined ? undefined : outputFormat(out, mapFormats);
      const map = await scoreFrom(context, seq, options);
      if (out !== undefined && format) await writeFileAtomic(out, mapFile(map, frame, format));
      if (json) context.printDocument(jsonDocument(mapDocument(map, frame)));
      else {
        const { minimum, maximum, unit, notes } = map.info;
        context.print(
          `${map.sequence.kept.length} scores from ${minimum.toFixed(3)} to ${maximum.toFixed(3)} (${unit}) in ${out}`,
        );
        for (const note of notes) context.note(note);
      }
    });
};
