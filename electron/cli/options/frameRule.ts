import type { Command } from 'commander';
import { mapDefaults } from '#core/contract/schemas.ts';
import type { FrameRule } from '../../host/evaluation/method.ts';
import { wholeNumberIn } from './numbers.ts';

/** Which frames of two points are compared. */
export interface FrameRuleOptions {
  visibleOnly?: boolean;
  minimumOverlap?: number;
}

/** Adds the options for which frames count; `openFrom` takes them too, for points with gaps then take part. */
export function addFrameRule(command: Command): Command {
  return command
    .option('--visible-only', 'compare the frames in which both points are visible, instead of all')
    .option(
      '--minimum-overlap <frames>',
      `frames that two points must share under --visible-only; fewer score lowest (default: ${mapDefaults.minimumOverlap})`,
      wholeNumberIn(4, 1_000_000),
    );
}

/** The rule that the options give. */
export function frameRule({ visibleOnly, minimumOverlap }: FrameRuleOptions): FrameRule {
  return {
    visibleOnly: visibleOnly ?? mapDefaults.visibleOnly,
    minimumOverlap: minimumOverlap ?? mapDefaults.minimumOverlap,
  };
}
