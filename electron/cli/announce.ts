import type { Forecast } from '#core/contract/schemas.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import type { CommandContext } from './context.ts';

/** Says before the work how long a slow estimator will take; nothing for the others, which are there at once. */
export async function announce(
  context: CommandContext,
  estimator: string,
  measure: () => Promise<Forecast>,
): Promise<void> {
  const { label, slow } = findEstimator(estimator).info;
  if (!slow) return;
  const { pairs, seconds } = await measure();
  context.note(`${label}: ${pairs.toLocaleString('en')} pairs, ${roughDuration(seconds)}`);
}

/** 'about 45 min': two digits at most, for a forecast is not better than that. */
export function roughDuration(seconds: number): string {
  if (seconds < 1) return 'less than 1 s';
  if (seconds < 99.5) return `about ${Math.round(seconds)} s`;
  const minutes = seconds / 60;
  return minutes < 99.5
    ? `about ${Math.round(minutes)} min`
    : `about ${Math.round(minutes / 60)} h`;
}
