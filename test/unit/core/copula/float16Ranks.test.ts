import { describe, expect, it } from 'vitest';
import { doubledMidranksOfFloat16 } from '#core/copula/float16Ranks.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import { float16Table } from '#core/formats/float16.ts';
import { createRandom } from '#core/random.ts';

const decoded = (bits: Uint16Array) => Float64Array.from(bits, (own) => float16Table()[own]);
const numbers = Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits).filter(
  (bits) => !Number.isNaN(float16Table()[bits]),
);

describe('doubledMidranksOfFloat16', () => {
  it('orders every float16 as the numbers are, both infinities and both zeros among them', () => {
    expect(doubledMidranksOfFloat16(numbers)).toEqual(doubledMidranks(decoded(numbers)));
  });

  it('gives ties their middle, call after call', () => {
    const random = createRandom(1);
    for (const count of [1, 2, 1000]) {
      const bits = Uint16Array.from({ length: count }, () => numbers[700 * random.integer(90)]);
      expect(doubledMidranksOfFloat16(bits)).toEqual(doubledMidranks(decoded(bits)));
    }
  });

  it('has no ranks of no numbers', () => {
    expect(doubledMidranksOfFloat16(new Uint16Array())).toHaveLength(0);
  });
});
