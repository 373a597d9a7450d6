/**
 * MINE: a small network is trained on one pair of variables until its Donsker-Varadhan bound
 *
 *     E_joint[f(x, y)] - log E_product[exp f(x, y)]
 *
 * is as high as it gets. Belghazi et al., "Mutual Information Neural Estimation" (ICML 2018), algorithm 1 with the
 * gradient correction of section 3.2; the settings are those that the InfoNet paper compares with (Hu et al. 2024).
 */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { loadTensorflow, type TF } from '../../autodiff/tensorflow.ts';
import { throwIfAborted } from '../../contract/errors.ts';
import { createRandom } from '../../random.ts';
import { standardise } from '../support/columns.ts';
import { createBatches } from './batches.ts';
import { createStatisticsNetwork } from './statisticsNetwork.ts';

export interface MineSettings {
  /** Gradient steps, at least 1. */
  readonly iterations: number;
  /** Of the first weights and of every batch; any integer. */
  readonly seed: number;
}

export interface MineTracePoint {
  readonly iteration: number;
  /** nats: what `mine` would have said had it stopped here. */
  readonly estimate: number;
}

const batchSize = 100;
const learningRate = 0.001;
/** How fast the running mean of exp f follows, and what it starts from: the network begins near f = 0. */
const averageRate = 0.01;
const firstAverage = 1;
/** Bounds of single batches scatter by tenths of a nat: the estimate is the mean of the last ones. */
const smoothedSteps = 50;
/** Steps between two chances to be aborted, about a tenth of a second. */
const stepsPerTurn = 10;

/**
 * The estimate in nats: the mean of the batch bounds of the last 50 steps, as in the InfoNet paper's own code. It
 * depends on the seed, and on which variable is called x, by some hundredths.
 *
 * The columns are standardised first: the network is the same whatever the unit, and mutual information too.
 *
 * @param x (N) samples that are not all equal, y likewise; N >= 2
 * @throws ComoveError ABORTED within about a tenth of a second of the signal
 */
export async function mine(
  x: Float64Array,
  y: Float64Array,
  settings: MineSettings,
  signal?: AbortSignal,
): Promise<number> {
  const trace = await mineTrace(x, y, { ...settings, every: settings.iterations }, signal);
  return trace[trace.length - 1].estimate;
}

/**
 * The estimate as the optimisation goes on: after every `every` steps, and after the last.
 *
 * @see mine
 */
export async function mineTrace(
  x: Float64Array,
  y: Float64Array,
  { iterations, seed, every }: MineSettings & { readonly every: number },
  signal?: AbortSignal,
): Promise<MineTracePoint[]> {
  const tf = await loadTensorflow();
  const trace: MineTracePoint[] = [];
  const recent: number[] = [];
  let iteration = 0;
  for (const bound of batchBounds(tf, standardise(x), standardise(y), seed)) {
    iteration += 1;
    recent.push(bound);
    if (recent.length > smoothedSteps) recent.shift();
    if (iteration % every === 0 || iteration === iterations)
      trace.push({ iteration, estimate: recent.reduce((sum, b) => sum + b, 0) / recent.length });
    if (iteration === iterations) break;
    if (iteration % stepsPerTurn === 0) {
      // A turn of the event loop, or an abort message would never arrive.
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      throwIfAborted(signal);
    }
  }
  return trace;
}

/** Trains without end; yields the bound of each step's batch, from before the step. Its tensors go when it is left. */
function* batchBounds(
  tf: TF,
  x: Float64Array,
  y: Float64Array,
  seed: number,
): Generator<number, void> {
  const random = createRandom(seed);
  const network = createStatisticsNetwork(tf, random);
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  const batches = createBatches(x, y, batchSize, random);
  let average = firstAverage;
  try {
    for (;;) {
      let bound = 0;
      tf.tidy(() => {
        const batch = tf.tensor2d(batches.next(), [2 * batches.size, 2]);
        const loss = () => {
          const [joint, product] = tf.split(network.apply(batch), 2) as [Tensor2D, Tensor2D];
          const meanJoint = tf.mean<Scalar>(joint);
          const meanExp = tf.mean<Scalar>(tf.exp(product));
          const value = meanExp.dataSync()[0];
          bound = meanJoint.dataSync()[0] - Math.log(value);
          // The gradient of log E[exp f] is E[f' exp f] / E[exp f]; with the batch's own mean below the line it
          // would be biased.
          average += averageRate * (value - average);
          return tf.sub<Scalar>(tf.div(meanExp, average), meanJoint);
        };
        optimizer.minimize(loss, false, network.variables);
      });
      yield bound;
    }
  } finally {
    optimizer.dispose();
    network.dispose();
  }
}
