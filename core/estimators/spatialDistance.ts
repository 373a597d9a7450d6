import { distanceAt, trajectoryEstimator } from './support/trajectoryPairs.ts';

/** The mean over time of the distance between two points, negated: what is near belongs together. */
export const spatialDistance = trajectoryEstimator(
  {
    name: 'spatial-distance',
    label: 'Distance',
    summary:
      'Minus the mean distance of the two points in the image: 0 for the pick itself, no motion used.',
    source: 'Brox, Malik (ECCV 2010), the spatial factor of their distance of trajectories',
    options: [],
  },
  (a, b) => {
    let sum = 0;
    for (let t = 0; t < a.x.length; t++) sum += distanceAt(a, b, t);
    return -sum / a.x.length;
  },
);
