/** Which of some parabolas (q - x)^2 + value is lowest at each whole number q. */
export interface LowerEnvelope {
  clear(): void;
  /** Adds a parabola; x, a whole number, is never less than those before. `id` is the caller's own. */
  add(x: number, value: number, id: number): void;
  /**
   * Calls back for the parabolas that are lowest somewhere, from left to right, with the whole numbers from `from`
   * to `to` where they are (none when from > to; -Infinity and Infinity at the ends). Where two are equally low, the
   * left one counts.
   */
  forEach(visit: (id: number, from: number, to: number) => void): void;
}

/**
 * Source: Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8 (2012),
 * algorithm 1.
 *
 * @param capacity most parabolas between two clears
 */
export function createEnvelope(capacity: number): LowerEnvelope {
  const xs = new Float64Array(capacity);
  const values = new Float64Array(capacity);
  const ids = new Int32Array(capacity);
  /** Where each parabola takes over from the one to its left. */
  const borders = new Float64Array(capacity);
  let count = 0;
  return {
    clear() {
      count = 0;
    },
    add(x, value, id) {
      let border = -Infinity;
      while (count > 0) {
        const [otherX, otherValue] = [xs[count - 1], values[count - 1]];
        if (otherX === x) {
          if (otherValue <= value) return;
        } else {
          border = (value + x * x - (otherValue + otherX * otherX)) / (2 * (x - otherX));
          if (border > borders[count - 1]) break;
        }
        count -= 1;
        border = -Infinity;
      }
      xs[count] = x;
      values[count] = value;
      ids[count] = id;
      borders[count] = border;
      count += 1;
    },
    forEach(visit) {
      for (let i = 0; i < count; i++) {
        const to = i + 1 < count ? Math.floor(borders[i + 1]) : Infinity;
        visit(ids[i], Math.floor(borders[i]) + 1, to);
      }
    },
  };
}
