import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#core/autodiff/tensorflow.ts';
import { createRandom } from '#core/random.ts';

const tf = await loadTensorflow();
const random = createRandom(3);
const draw = (shape: number[]) =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.normal()),
    shape,
  );

/** The definition, term by term. */
function product(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, v, k) => sum + v * b[k][j], 0)));
}
const flipped = (rows: number[][]) => rows[0].map((_, j) => rows.map((row) => row[j]));

describe('matrix product', () => {
  // Odd and even sizes around the tiles of two rows by four terms.
  it.each([
    [1, 1, 1],
    [2, 4, 3],
    [3, 5, 2],
    [5, 7, 1],
    [6, 9, 8],
  ])('(%i, %i) by (., %i), either factor transposed, is its definition', (m, k, n) => {
    for (const [ta, tb] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]) {
      const a = draw(ta ? [k, m] : [m, k]);
      const b = draw(tb ? [n, k] : [k, n]);
      const [left, right] = [a.arraySync(), b.arraySync()] as number[][][];
      const expected = product(ta ? flipped(left) : left, tb ? flipped(right) : right);
      const got = tf.matMul(a, b, ta, tb).arraySync() as number[][];
      // Sums of at most 9 terms of size 1 in float32.
      got.forEach((row, i) => row.forEach((v, j) => expect(v).toBeCloseTo(expected[i][j], 5)));
    }
  });

  it('repeats a single matrix for every one of a batch', () => {
    const [a, b] = [draw([3, 4, 5]), draw([1, 5, 2])];
    const got = tf.matMul(a, b);
    expect(got.shape).toEqual([3, 4, 2]);
    const parts = (a.arraySync() as number[][][]).map((part) =>
      product(part, (b.arraySync() as number[][][])[0]),
    );
    got.dataSync().forEach((v, i) => expect(v).toBeCloseTo(parts.flat(2)[i], 5));
  });

  it('has the gradient of a product: d sum(ab) / da is the row sums of b', () => {
    const [a, b] = [draw([3, 6]), draw([6, 4])];
    const gradient = tf.grad((x) => tf.sum(tf.matMul(x as typeof a, b as never)))(a);
    const rowSums = tf.sum(b, 1).dataSync();
    gradient.dataSync().forEach((v, i) => expect(v).toBeCloseTo(rowSums[i % 6], 5));
  });
});
