import { distanceAt, trajectoryEstimator } from './support/trajectoryPairs.ts';

/**
 * Rigidity: how much the distance between two points changes, as its standard deviation over time (divisor T),
 * negated. Two points of a rigid body that moves parallel to the image keep their distance: 0.
 */
export const rigidity = trajectoryEstimator(
  {
    name: 'rigidity',
    label: 'Rigidity',
    summary:
      'Minus the standard deviation over time of the distance of the two points: 0 where it never changes.',
    source: 'Standard deviation of the pairwise distance, the rigidity of a pair',
    options: [],
  },
  (a, b) => {
    const count = a.x.length;
    let mean = 0;
    for (let t = 0; t < count; t++) mean += distanceAt(a, b, t) / count;
    let variance = 0;
    for (let t = 0; t < count; t++) variance += (distanceAt(a, b, t) - mean) ** 2 / count;
    return -Math.sqrt(variance);
  },
);
