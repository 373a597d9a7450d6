import type { SequenceInfo } from '#core/contract/schemas.ts';
import type { Sequence } from './sequence.ts';
import { basename } from 'node:path';

/** What a sequence is, without what a shell adds: its id and the URLs of its bytes. */
export type SequenceDescription = Omit<SequenceInfo, 'sequenceId' | 'media'>;

export function describeSequence(sequence: Sequence): SequenceDescription {
  const { trajectories } = sequence;
  return {
    name: sequence.name,
    path: sequence.path,
    archive: basename(sequence.archiveFile),
    frameCount: trajectories.frameCount,
    pointCount: trajectories.pointCount,
    dtype: trajectories.dtype,
    protocol: sequence.protocol,
    kept: sequence.kept.length,
    dropped: { ...sequence.dropped },
    width: sequence.width,
    height: sequence.height,
    sizeSource: sequence.sizeSource,
    imageCount: sequence.images.count,
    maskCount: sequence.masks.count,
    frameRate: sequence.frameRate,
    labelSource: sequence.objects.source,
    objects: objectsOf(sequence),
    notes: [...sequence.notes],
  };
}

/** The objects of the kept points, by label; points without a label are in none. */
function objectsOf({ kept, objects }: Sequence): SequenceDescription['objects'] {
  const counts = new Map<number, number>();
  for (const point of kept) {
    const label = objects.labels[point];
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts]
    .filter(([label]) => label >= 0)
    .sort(([a], [b]) => a - b)
    .map(([label, points]) => ({ label, name: objectName(objects.names, label), points }));
}

/** An object's name, or 'object L'. */
export function objectName(names: ReadonlyMap<number, string>, label: number): string {
  return names.get(label) ?? `object ${label}`;
}
