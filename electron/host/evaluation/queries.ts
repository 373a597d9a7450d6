import { ComoveError } from '#core/contract/errors.ts';
import { createRandom } from '#core/random.ts';
import { counted } from '../sequences/counted.ts';
import { objectName } from '../sequences/describeSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';

/** Which points of a sequence are picked. */
export interface QueryRule {
  /** Points per object, or all of them. */
  readonly count: number | 'all';
  readonly seed: number;
  /** Whether the background counts as an object too. */
  readonly background: boolean;
}

/** An object and the points of it that are picked, one after another. */
export interface ObjectQueries {
  readonly label: number;
  readonly name: string;
  /** Kept points of the object. */
  readonly points: number;
  /** Point ids in the archive's numbering, ascending. */
  readonly picks: readonly number[];
}

export interface DrawnQueries {
  readonly objects: readonly ObjectQueries[];
  /** Which objects are left out, and why. */
  readonly notes: readonly string[];
}

/**
 * Draws the points to pick from each object of a sequence.
 *
 * Objects with fewer than two kept points are left out: there is nothing to find. The background (label 0 of masks,
 * 1 of KT3DMoSeg) counts as an object only on request, for it is what the others move against.
 *
 * @throws ComoveError NO_LABELS when no object is known, or none has two kept points
 */
export function drawQueries(
  sequence: Sequence,
  { count, seed, background }: QueryRule,
): DrawnQueries {
  const { objects, kept } = sequence;
  if (objects.source === 'none')
    throw new ComoveError('NO_LABELS', `${sequence.name} has neither masks nor labels.`, {
      file: sequence.path,
      remedy: 'Add masks/, or give integer labels with --labels FILE.npy.',
    });
  const isObject = (label: number) => label >= 0 && (label !== objects.background || background);
  const byLabel = new Map<number, number[]>();
  for (const label of [...new Set(objects.labels)].filter(isObject).sort((a, b) => a - b))
    byLabel.set(label, []);
  for (const point of kept) byLabel.get(objects.labels[point])?.push(point);
  const drawn = [...byLabel].map(([label, points]) => ({
    label,
    name: objectName(objects.names, label),
    points: points.length,
    picks: count === 'all' ? points : sample(points, count, seed + label),
  }));
  const notes = drawn
    .filter(({ points }) => points < 2)
    .map(({ name, points }) => `${name} has ${counted(points, 'kept point')} and is left out.`);
  const found = drawn.filter(({ points }) => points >= 2);
  if (found.length === 0)
    throw new ComoveError('NO_LABELS', `${sequence.name} has no object with two kept points.`, {
      file: sequence.path,
      remedy: 'Keep more points (--visible-only, --min, --max), or add --background.',
    });
  return { objects: found, notes };
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
