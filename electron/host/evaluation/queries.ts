import { ComoveError } from '#core/contract/errors.ts';
import { createRandom } from '#core/random.ts';
import { objectName } from '../sequences/describeSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';

/** An object and the points of it that are picked, one after another. */
export interface ObjectQueries {
  readonly label: number;
  readonly name: string;
  /** Kept points of the object. */
  readonly points: number;
  /** Point ids in the archive's numbering, ascending. */
  readonly picks: readonly number[];
}

/**
 * Draws the points to pick from each object of a sequence.
 *
 * Objects with fewer than two kept points are left out: there is nothing to find. The background (label 0 of masks,
 * 1 of KT3DMoSeg) counts as an object only on request, for it is what the others move against.
 *
 * @param count points per object, or 'all'
 * @throws ComoveError NO_LABELS when no object is known
 */
export function drawQueries(
  sequence: Sequence,
  count: number | 'all',
  seed: number,
  background: boolean,
): ObjectQueries[] {
  const { objects, kept } = sequence;
  if (objects.source === 'none')
    throw new ComoveError('NO_LABELS', `${sequence.name} has neither masks nor labels.`, {
      file: sequence.path,
      remedy: 'Add masks/, or give integer labels with --labels FILE.npy.',
    });
  const byLabel = new Map<number, number[]>();
  for (const point of kept) {
    const label = objects.labels[point];
    if (label < 0 || (label === objects.background && !background)) continue;
    byLabel.set(label, [...(byLabel.get(label) ?? []), point]);
  }
  return [...byLabel]
    .filter(([, points]) => points.length >= 2)
    .sort(([a], [b]) => a - b)
    .map(([label, points]) => ({
      label,
      name: objectName(objects.names, label),
      points: points.length,
      picks: count === 'all' ? points : sample(points, count, seed + label),
    }));
}

/** Without replacement, by a partial Fisher-Yates shuffle. */
function sample(points: readonly number[], count: number, seed: number): number[] {
  const random = createRandom(seed);
  const pool = [...points];
  const size = Math.min(count, pool.length);
  for (let i = 0; i < size; i++) {
    const other = i + random.integer(pool.length - i);
    [pool[i], pool[other]] = [pool[other], pool[i]];
  }
  return pool.slice(0, size).sort((a, b) => a - b);
}
