import { estimatorColour } from '#core/colour/estimatorColours.ts';

/** Lengths of stroke and gap, in the plot's units: neighbours in the list differ by stroke where colours do not show. */
const dashes = [undefined, '7 2', '2.5 2'] as const;

export interface EstimatorStyle {
  readonly colour: string;
  readonly dash: string | undefined;
}

/**
 * How an estimator looks on plots: in the colour that it has in every figure, lightened on dark ground.
 *
 * @param index in the host's list, so that the stroke is the same in every comparison
 */
export function estimatorStyle(estimator: string, index: number): EstimatorStyle {
  const colour = estimatorColour(estimator);
  return {
    colour: `light-dark(${colour}, color-mix(in oklab, ${colour} 55%, white))`,
    dash: dashes[Math.max(0, index) % dashes.length],
  };
}
