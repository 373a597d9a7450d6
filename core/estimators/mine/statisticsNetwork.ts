import type { Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { TF } from '../../autodiff/tensorflow.ts';
import type { Random } from '../../random.ts';

/** Width of both hidden layers, and the deviation that the weights are drawn with (biases start at 0). */
const hidden = 100;
const initialDeviation = 0.02;

/** MINE's statistics network: 2 -> 100 -> 100 -> 1, ELU. */
export interface StatisticsNetwork {
  readonly variables: Variable[];
  /** (N, 2) samples of the pair -> (N, 1). */
  apply(samples: Tensor2D): Tensor2D;
  dispose(): void;
}

export function createStatisticsNetwork(tf: TF, random: Random): StatisticsNetwork {
  const layer = (inputs: number, outputs: number) => {
    const weights = Float32Array.from(
      { length: inputs * outputs },
      () => initialDeviation * random.normal(),
    );
    return tf.tidy(() => ({
      weights: tf.variable(tf.tensor2d(weights, [inputs, outputs])),
      bias: tf.variable(tf.zeros([outputs])),
    }));
  };
  const layers = [layer(2, hidden), layer(hidden, hidden), layer(hidden, 1)];
  const variables = layers.flatMap(({ weights, bias }) => [weights, bias]);
  return {
    variables,
    apply(samples) {
      let values = samples;
      for (const [i, { weights, bias }] of layers.entries()) {
        values = tf.add(tf.matMul(values, weights), bias);
        if (i < layers.length - 1) values = tf.elu(values);
      }
      return values;
    },
    dispose: () => tf.dispose(variables),
  };
}
