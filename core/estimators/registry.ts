import { ComoveError } from '../contract/errors.ts';
import { distanceCorrelation } from './distanceCorrelation.ts';
import type { Estimator } from './estimator.ts';
import { gaussianCopula } from './gaussianCopula.ts';
import { histogram } from './histogram.ts';
import { kde } from './kde.ts';
import { infonet, infonetTable } from './infonet.ts';
import { ksgEstimator } from './ksg.ts';
import { mineEstimator } from './mine.ts';
import { pearson } from './pearson.ts';
import { rigidity } from './rigidity.ts';
import { spatialDistance } from './spatialDistance.ts';
import { spearman } from './spearman.ts';
import { velocityDifference } from './velocityDifference.ts';

/** Every estimator, that of maps first. Adding one is adding a file and a line here. */
export const estimators: readonly Estimator[] = [
  infonetTable,
  infonet,
  pearson,
  spearman,
  gaussianCopula,
  ksgEstimator,
  histogram,
  kde,
  distanceCorrelation,
  velocityDifference,
  rigidity,
  spatialDistance,
  mineEstimator,
];

/**
 * The estimator of a name.
 *
 * @throws ComoveError USAGE for an unknown name, with the known ones in it
 */
export function findEstimator(name: string): Estimator {
  const found = estimators.find(({ info }) => info.name === name);
  if (found) return found;
  const known = estimators.map(({ info }) => info.name).join(', ');
  throw new ComoveError('USAGE', `There is no estimator '${name}'.`, {
    remedy: `The estimators are: ${known}.`,
  });
}
