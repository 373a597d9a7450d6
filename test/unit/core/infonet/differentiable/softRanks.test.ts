import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#core/autodiff/tensorflow.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { softCopula } from '#core/infonet/differentiable/softRanks.ts';
import { createRandom } from '#core/random.ts';

const tf = await loadTensorflow();

function draw(count: number): Float32Array {
  const random = createRandom(2);
  return Float32Array.from({ length: count }, () => random.normal());
}

describe('softCopula', () => {
  it.each([[[3, 1, 2]], [[5, 5, 1, 9, 5]], [[2, 2]]])(
    'at a low temperature is the midrank less a half over T: %j',
    (values) => {
      const u = softCopula(tf, tf.tensor1d(values), 1e-3).dataSync();
      const ranks = doubledMidranks(Float64Array.from(values));
      u.forEach((v, t) => expect(v).toBeCloseTo((ranks[t] - 1) / (2 * values.length), 6));
    },
  );

  it('is sum_s sigmoid((x_t - x_s) / temperature) / T, also across blocks', () => {
    const x = draw(600);
    const u = softCopula(tf, tf.tensor1d(x), 0.1).dataSync();
    for (const t of [0, 255, 256, 599]) {
      const sum = x.reduce((total, s) => total + 1 / (1 + Math.exp((s - x[t]) / 0.1)), 0);
      expect(u[t]).toBeCloseTo(sum / 600, 5);
    }
  });

  it('has the gradient of that sum', () => {
    const x = draw(600);
    const weights = draw(1200).subarray(600);
    const temperature = 0.3;
    const gradient = tf
      .grad((v) => tf.sum(tf.mul(softCopula(tf, v as never, temperature), tf.tensor1d(weights))))(
        tf.tensor1d(x),
      )
      .dataSync();
    const value = (samples: Float64Array) =>
      samples.reduce((total, a, t) => {
        let sum = 0;
        for (const b of samples) sum += 1 / (1 + Math.exp((b - a) / temperature));
        return total + (weights[t] * sum) / samples.length;
      }, 0);
    for (const t of [0, 300, 599]) {
      const moved = (by: number) => {
        const copy = Float64Array.from(x);
        copy[t] += by;
        return value(copy);
      };
      // Central differences in float64: their error, h² times a third derivative of about 1e-2, is far below.
      const expected = (moved(1e-3) - moved(-1e-3)) / 2e-3;
      expect(gradient[t]).toBeCloseTo(expected, 5);
    }
  });
});
