import type { Random } from '../../random.ts';

/** N draws of a bivariate distribution, with what an oracle that knows the density says about each. */
export interface Draw {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** nats: mean over the draws of log p(x, y) / p(x)p(y), the oracle's unbiased estimate of the information. */
  readonly oracle: number;
}

export interface Distribution {
  draw(random: Random, count: number): Draw;
}

/** Collects draws of a sampler that also knows the pointwise mutual information. */
export function drawBy(
  count: number,
  sample: () => readonly [x: number, y: number],
  pointwise: (x: number, y: number) => number,
): Draw {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const [a, b] = sample();
    x[i] = a;
    y[i] = b;
    sum += pointwise(a, b);
  }
  return { x, y, oracle: sum / count };
}
