import type { SequenceInfo } from '#core/contract/schemas.ts';
import type { EstimatorInfo } from '../state/connection.ts';
import type { MapChoices } from '../state/map.ts';
import type { Stores } from '../state/stores.ts';
import type { MapOrder } from './maps.ts';

/** What to compute for the present picks and choices by an estimator; undefined while nothing is open or picked. */
export function mapOrder(stores: Stores, estimator?: string): MapOrder | undefined {
  const { open } = stores.sequence.getState();
  const { tracks } = stores.picks.getState();
  if (!open || tracks.length === 0) return undefined;
  const { options, ...choices } = stores.map.getState().choices;
  const name = estimator ?? choices.estimator;
  return {
    ...choices,
    // Points with gaps have frames that say nothing of them.
    visibleOnly: choices.visibleOnly || hasGaps(open.info),
    sequenceId: open.info.sequenceId,
    picks: [...tracks],
    estimator: name,
    options: options[name] ?? {},
  };
}

/** The kept points may have gaps: only the frames that show both points of a pair can count. */
export const hasGaps = ({ protocol }: SequenceInfo): boolean =>
  protocol.minimumVisible !== undefined;

/** What the host says of an estimator; undefined before it has. */
export function estimatorInfo(
  { connection }: Pick<Stores, 'connection'>,
  estimator: string,
): EstimatorInfo | undefined {
  return connection.getState().capabilities?.estimators.find(({ name }) => name === estimator);
}

/** The label of an estimator; its name before the host has told. */
export const labelOf = (stores: Pick<Stores, 'connection'>, estimator: string): string =>
  estimatorInfo(stores, estimator)?.label ?? estimator;

/** Choices with one option of an estimator at another value; those at their defaults are left out. */
export function withOption(
  { options }: MapChoices,
  { name: estimator, options: known }: EstimatorInfo,
  option: string,
  value: number | string,
): Pick<MapChoices, 'options'> {
  const { [option]: _, ...others } = options[estimator] ?? {};
  const isDefault = known.find(({ name }) => name === option)?.default === value;
  return {
    options: { ...options, [estimator]: isDefault ? others : { ...others, [option]: value } },
  };
}
