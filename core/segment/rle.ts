/**
 * COCO's run-length encoding of a binary mask: pixels column by column, lengths of runs that alternate between
 * outside and inside, the first one outside (and possibly 0). Source: cocoapi, common/maskApi.c.
 */
export interface Rle {
  /** [height, width], as COCO orders it. */
  readonly size: readonly [number, number];
  readonly counts: readonly number[];
}

/** @param mask (height, width) row-major, non-zero inside */
export function encodeRle(mask: ArrayLike<number>, width: number, height: number): Rle {
  const counts: number[] = [];
  let inside = false;
  let run = 0;
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++) {
      if ((mask[y * width + x] !== 0) !== inside) {
        counts.push(run);
        run = 0;
        inside = !inside;
      }
      run += 1;
    }
  counts.push(run);
  return { size: [height, width], counts };
}

/**
 * The compressed string form that pycocotools reads: from the fourth run on the difference to the run two before,
 * in groups of five bits, lowest first, with a continuation bit, offset by 48 into ASCII.
 */
export function compressRle({ counts }: Rle): string {
  let text = '';
  counts.forEach((count, i) => {
    let rest = i > 2 ? count - counts[i - 2] : count;
    for (let more = true; more;) {
      let group = rest & 0x1f;
      rest >>= 5;
      more = group & 0x10 ? rest !== -1 : rest !== 0;
      if (more) group |= 0x20;
      text += String.fromCharCode(group + 48);
    }
  });
  return text;
}

/** Pixels inside. */
export const rleArea = ({ counts }: Rle): number =>
  counts.reduce((sum, count, i) => (i % 2 === 1 ? sum + count : sum), 0);

/** [x, y, width, height] of the smallest box around the mask; all 0 for an empty mask. */
export function maskBox(
  mask: ArrayLike<number>,
  width: number,
  height: number,
): [number, number, number, number] {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!mask[y * width + x]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
