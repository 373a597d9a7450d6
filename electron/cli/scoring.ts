import type { Command } from 'commander';
import { createMapEngine } from '../host/inference/mapEngine.ts';
import type { Sequence } from '../host/sequences/sequence.ts';
import type { ScoredMap } from '../host/services/scoredMap.ts';
import { announce } from './announce.ts';
import type { CommandContext } from './context.ts';
import { commandInference } from './inference.ts';
import { addPicks, picksFrom, type PickOptions } from './options/picks.ts';
import { addScoring, type ScoreOptions } from './options/score.ts';
import { addSequence, openFrom, type SequenceOptions } from './options/sequence.ts';

export type MapOptions = SequenceOptions & PickOptions & ScoreOptions;

/** Adds SEQ and every option that decides a map: `map`, `curve` and `segment` share them. */
export function addMapOptions(command: Command): Command {
  return addScoring(addPicks(addSequence(command)));
}

/**
 * Opens SEQ, picks, and scores every kept point.
 *
 * @param check refuses, before the work, what will not do
 */
export async function scoreFrom(
  context: CommandContext,
  seq: string,
  options: MapOptions,
  check: (sequence: Sequence, picks: readonly number[]) => void = () => {},
): Promise<ScoredMap> {
  const sequence = await openFrom(context, seq, options);
  const picks = picksFrom(sequence, options);
  check(sequence, picks);
  const request = {
    sequenceId: sequence.name,
    picks,
    ...options.estimator,
    visibleOnly: options.visibleOnly,
    minimumOverlap: options.minimumOverlap,
    signal: options.signal,
    coordinates: options.combine,
    combine: options.combinePicks,
  };
  const engine = createMapEngine(commandInference(context, options.engine));
  const work = { signal: context.signal, onProgress: context.progress };
  await announce(context, request.estimator, () => engine.forecast(sequence, request, work));
  const { scores, extras, ...computed } = await engine.compute(sequence, request, work);
  return { sequence, scores, extras, info: { ...request, ...computed, mapId: '', scores: '' } };
}
