import { ComoveError } from '#core/contract/errors.ts';
import { createRandom } from '#core/random.ts';
import { counted } from '../sequences/counted.ts';
import { objectName } from '../sequences/describeSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { Comparable } from './comparable.ts';

/** Which points of a sequence are picked. */
export interface QueryRule {
  /** Points per object, or all of them. */
  readonly count: number | 'all';
  readonly seed: number;
  /** Whether the background counts as an object too. */
  readonly background: boolean;
  /** Only objects of these names are picked on; all when absent. */
  readonly only?: readonly string[];
}

/** An object and the points of it that are picked, one after another. */
export interface ObjectQueries {
  readonly label: number;
  readonly name: string;
  /** Kept points of the object. */
  readonly points: number;
  /** Points that have something to find. Ids in the archive's numbering, ascending. */
  readonly picks: readonly number[];
}

export interface DrawnQueries {
  readonly objects: readonly ObjectQueries[];
  /** Which objects are left out, and why. */
  readonly notes: readonly string[];
}

/**
 * Draws the points to pick from each object of a sequence, of those that have something to find: another point of
 * their object, and one of something else, that they can be compared with. Objects without such points are left out.
 *
 * The background (label 0 of masks, 1 of KT3DMoSeg) counts as an object only on request, for it is what the others
 * move against.
 *
 * @throws ComoveError NO_LABELS when no object is known, or none has anything to find
 */
export function drawQueries(
  sequence: Pick<Sequence, 'name' | 'path' | 'kept' | 'objects'>,
  { count, seed, background, only }: QueryRule,
  comparable: Comparable,
): DrawnQueries {
  const { objects, kept } = sequence;
  if (objects.source === 'none')
    throw new ComoveError('NO_LABELS', `${sequence.name} has neither masks nor labels.`, {
      file: sequence.path,
      remedy: 'Add masks/, or give integer labels with --labels FILE.npy.',
    });
  const isObject = (label: number) =>
    label >= 0 &&
    (label !== objects.background || background) &&
    (only === undefined || only.includes(objectName(objects.names, label)));
  const hasToFind = (pick: number) => {
    const others = comparable(pick).filter((point) => point !== pick);
    const own = others.filter((point) => objects.labels[point] === objects.labels[pick]).length;
    return own > 0 && own < others.length;
  };
  const labels = [...new Set(objects.labels)].filter(isObject).sort((a, b) => a - b);
  const drawn = labels.map((label) => {
    const points = Array.from(kept).filter((point) => objects.labels[point] === label);
    const pool = points.filter(hasToFind);
    const picks = count === 'all' ? pool : sample(pool, count, seed + label);
    return { label, name: objectName(objects.names, label), points: points.length, picks };
  });
  const found = drawn.filter(({ picks }) => picks.length > 0);
  if (found.length === 0)
    throw new ComoveError('NO_LABELS', `${sequence.name} has no object to find from its points.`, {
      file: sequence.path,
      remedy: 'Keep more points (--visible-only, --min, --max), or add --background.',
    });
  const notes = drawn
    .filter(({ picks }) => picks.length === 0)
    .map(({ name, points }) => `${name} (${counted(points, 'kept point')}) has nothing to find.`);
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
