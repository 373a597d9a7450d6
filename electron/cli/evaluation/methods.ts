import { signalName, type SignalName } from '#core/contract/schemas.ts';
import { ComoveError } from '#core/contract/errors.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import { formatEstimator, type EstimatorChoice } from '#core/estimators/spec.ts';
import type { Method } from '../../host/evaluation/method.ts';

/** Every estimator with every signal; those that score trajectories look at the positions whatever the signal. */
export function methodsOf(
  estimators: readonly EstimatorChoice[],
  signals: readonly SignalName[],
): Method[] {
  const methods = new Map<string, Method>();
  for (const choice of estimators) {
    const { scores } = findEstimator(choice.estimator).info;
    const estimator = formatEstimator(choice);
    for (const signal of scores === 'trajectories' ? (['position'] as const) : signals)
      methods.set(`${estimator} ${signal}`, { estimator, signal });
  }
  return [...methods.values()];
}

/**
 * Reads a list of signals, 'position,velocity'.
 *
 * @throws ComoveError USAGE for an unknown one, with the good ones
 */
export function parseSignals(text: string): SignalName[] {
  return text.split(',').map((name) => {
    const parsed = signalName.safeParse(name.trim());
    if (parsed.success) return parsed.data;
    throw new ComoveError('USAGE', `There is no signal '${name.trim()}'.`, {
      remedy: `The signals are: ${signalName.options.join(', ')}.`,
    });
  });
}
