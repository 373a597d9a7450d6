import type { Stores } from '../state/stores.ts';
import type { MapOrder } from './maps.ts';

/** What to compute for the present picks and choices by an estimator; undefined while nothing is open or picked. */
export function mapOrder(
  { sequence, picks, map }: Stores,
  estimator = map.getState().choices.estimator,
): MapOrder | undefined {
  const { open } = sequence.getState();
  const { tracks } = picks.getState();
  if (!open || tracks.length === 0) return undefined;
  const { choices } = map.getState();
  return { ...choices, sequenceId: open.info.sequenceId, picks: [...tracks], estimator };
}

/** The label of an estimator; its name before the host has told. */
export function labelOf({ connection }: Pick<Stores, 'connection'>, estimator: string): string {
  const { capabilities } = connection.getState();
  return capabilities?.estimators.find(({ name }) => name === estimator)?.label ?? estimator;
}
