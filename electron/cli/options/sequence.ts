import type { Command } from 'commander';
import { openSequence } from '../../host/sequences/openSequence.ts';
import type { Sequence } from '../../host/sequences/sequence.ts';
import type { CommandContext } from '../context.ts';
import { frameRule, type FrameRuleOptions } from './frameRule.ts';
import { finiteNumber, wholeNumber } from './numbers.ts';

/** `FrameRuleOptions` where a command scores: points with gaps may then take part. */
export interface SequenceOptions extends FrameRuleOptions {
  min?: number;
  max?: number;
  referenceFrame?: number;
  labels?: string;
}

/** Adds the argument SEQ and the options for which of its points take part. */
export function addSequence(command: Command): Command {
  return addSequenceOptions(
    command.argument(
      '<seq>',
      'a folder in PointOdyssey format, an annotation archive (.npz), or labelled tracks (.mat)',
    ),
  );
}

/** Adds the options for which points of a sequence take part, and what their objects are. */
export function addSequenceOptions(command: Command): Command {
  return command
    .option(
      '--min <px>',
      'kept points have every coordinate above this (default: -2000)',
      finiteNumber,
    )
    .option(
      '--max <px>',
      'kept points have every coordinate below this (default: 2000)',
      finiteNumber,
    )
    .option(
      '--reference-frame <frame>',
      'kept points lie inside the image in this frame, where their object is read (default: 0)',
      wholeNumber,
    )
    .option('--labels <file.npy>', 'integer object labels of all points (N), instead of masks');
}

/** Opens SEQ under the options. */
export function openFrom(
  context: CommandContext,
  seq: string,
  { min, max, referenceFrame, labels, ...frames }: SequenceOptions,
): Promise<Sequence> {
  const { visibleOnly, minimumOverlap } = frameRule(frames);
  const minimumVisible = visibleOnly ? minimumOverlap : undefined;
  return openSequence(seq, {
    protocol: { minimum: min, maximum: max, referenceFrame, minimumVisible },
    labelsFile: labels,
    signal: context.signal,
    onProgress: context.progress,
  });
}
