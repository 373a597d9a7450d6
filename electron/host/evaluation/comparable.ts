import type { SignalName } from '#core/contract/schemas.ts';
import { intersect, shownSamples, wordsFor, writeShownFrames } from '#core/tracks/shownSamples.ts';
import type { FrameRule } from './method.ts';
import type { Sequence } from '../sequences/sequence.ts';

/** The points that can be ranked against a pick. */
export type Comparable = (pick: number) => readonly number[];

/**
 * The kept points with a known object that can be compared with a pick, itself included: all of them, or under
 * `visibleOnly` those that share the minimum of samples with it in every signal. So all methods rank the same points,
 * and none is judged by the convention for pairs that cannot be scored.
 */
export function comparableWith(
  { kept, objects, trajectories }: Pick<Sequence, 'kept' | 'objects' | 'trajectories'>,
  { visibleOnly, minimumOverlap }: FrameRule,
  signals: readonly SignalName[],
): Comparable {
  const known = Array.from(kept).filter((point) => objects.labels[point] >= 0);
  if (!visibleOnly) return () => known;
  const wordsPerPoint = wordsFor(trajectories.frameCount);
  const words = new Uint32Array(known.length * wordsPerPoint);
  known.forEach((point, i) => writeShownFrames(trajectories, point, words, i * wordsPerPoint));
  const frames = { sampleCount: trajectories.frameCount, wordsPerPoint, words };
  const tables = [...new Set(signals)].map((signal) => shownSamples(frames, signal));
  const scratch = new Uint32Array(wordsPerPoint);
  return (pick) => {
    const own = known.indexOf(pick);
    return known.filter((_, i) =>
      tables.every((table) => intersect(table, own, i, scratch) >= minimumOverlap),
    );
  };
}
