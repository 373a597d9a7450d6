import { Option } from 'commander';
import { scenes } from '#core/tracks/synth/scenes.ts';
import { writeSequence } from '../../host/synth/writeSequence.ts';
import type { RegisterCommand } from '../context.ts';
import { wholeNumberIn } from '../options/numbers.ts';

interface SynthFlags {
  out: string;
  seed: number;
  frames: number;
  points: number;
  width: number;
  height: number;
  scene: string;
  dtype: 'float16' | 'float32';
  quality: number;
  images: boolean;
}

const frameRate = 30;

/** `comove synth`: a sequence of our own in PointOdyssey's format. */
export const registerSynth: RegisterCommand = (program, context) => {
  program
    .command('synth')
    .description("write a synthetic sequence in PointOdyssey's format; same options, same bytes")
    .requiredOption('--out <dir>', 'folder to write; must not exist or be empty')
    .requiredOption(
      '--seed <n>',
      'whole number that chooses every path and texture',
      wholeNumberIn(0, 2 ** 32 - 1),
    )
    .option('--frames <t>', 'number of frames, 30 a second', wholeNumberIn(8, 100_000), 600)
    .option('--points <n>', 'number of tracked points', wholeNumberIn(2, 200_000), 2500)
    .option('--width <px>', 'image width', wholeNumberIn(64, 4096), 640)
    .option('--height <px>', 'image height', wholeNumberIn(64, 4096), 360)
    .addOption(
      new Option('--scene <name>', 'what is to be seen')
        .choices(scenes.map(({ name }) => name))
        .default(scenes[0].name),
    )
    .addOption(
      new Option('--dtype <name>', 'number type of the trajectories')
        .choices(['float16', 'float32'])
        .default('float16'),
    )
    .option('--quality <q>', 'of the JPEG images', wholeNumberIn(1, 100), 70)
    .option('--no-images', 'leave the images out: many times faster')
    .addHelpText('after', `\nScenes:\n${scenes.map(describe).join('\n')}`)
    .action(async ({ out, seed, frames, points, ...flags }: SynthFlags) => {
      await writeSequence(
        out,
        {
          scene: scenes.find(({ name }) => name === flags.scene)!,
          ...{ seed, frameCount: frames, pointCount: points, frameRate },
          ...{ width: flags.width, height: flags.height, dtype: flags.dtype },
          ...{ images: flags.images, quality: flags.quality },
        },
        { signal: context.signal, onProgress: (progress) => context.progress(progress) },
      );
      context.print(`${out}: ${frames} frames, ${points} points, scene ${flags.scene}`);
    });
};

const describe = ({ name, summary }: (typeof scenes)[number]) => `  ${name}: ${summary}`;
