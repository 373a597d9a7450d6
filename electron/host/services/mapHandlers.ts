import { randomUUID } from 'node:crypto';
import { ComoveError } from '#core/contract/errors.ts';
import type { Handlers, MethodParsed } from '#core/contract/methods.ts';
import type { MapInfo } from '#core/contract/schemas.ts';
import { arrayBytes } from '../media/byteSource.ts';
import type { HostOptions } from './hostOptions.ts';
import type { Job, Jobs } from './jobs.ts';
import type { MapStore } from './mapStore.ts';
import type { OpenSequences, Owner } from './openSequences.ts';

interface Needs extends HostOptions {
  readonly owner: Owner;
  readonly jobs: Jobs;
  readonly sequences: OpenSequences;
  readonly maps: MapStore;
}

export function mapHandlers(
  needs: Needs,
): Pick<Handlers, 'map.compute' | 'map.forecast' | 'pair.describe'> {
  return {
    'map.compute': (input) => needs.jobs.run(input.jobId, (job) => compute(needs, input, job)),
    'map.forecast': ({ jobId, sequenceId, ...request }) =>
      needs.jobs.run(jobId, ({ signal, report }) =>
        needs.engine.forecast(needs.sequences.get(sequenceId, needs.owner).sequence, request, {
          signal,
          onProgress: report,
        }),
      ),
    'pair.describe': ({ sequenceId, ...request }) =>
      needs.engine.describePair(needs.sequences.get(sequenceId, needs.owner).sequence, request),
  };
}

async function compute(
  { owner, sequences, maps, engine }: Needs,
  { jobId: _, ...request }: MethodParsed<'map.compute'>,
  { signal, report }: Job,
): Promise<MapInfo> {
  const open = sequences.get(request.sequenceId, owner);
  const { sequence, pointMedia } = open;
  // One URL for the whole life of a map: first the scores so far, in the end the scores. After an abort it lives
  // on with the sequence, for a page may be fetching from it.
  let scores: Float32Array = new Float32Array(sequence.trajectories.pointCount).fill(Number.NaN);
  const url = pointMedia.add(() => arrayBytes(scores));
  let hasPartial = false;
  const {
    scores: final,
    extras,
    ...computed
  } = await engine.compute(sequence, request, {
    signal,
    onPartialScores(partial) {
      scores = partial;
      hasPartial = true;
    },
    onProgress: (progress) => report(progress, hasPartial ? url : undefined),
  });
  if (sequences.get(open.id, owner).sequence !== sequence)
    throw new ComoveError('ABORTED', 'The points were filtered anew meanwhile.');
  scores = final;
  const info = { ...computed, ...request, mapId: randomUUID(), scores: url };
  maps.add(open, { sequence, info, scores, extras });
  return info;
}
