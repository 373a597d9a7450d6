import { createMapEngine } from '../host/inference/mapEngine.ts';
import type { Sequence } from '../host/sequences/sequence.ts';
import type { ScoredMap } from '../host/services/scoredMap.ts';
import type { CommandContext } from './context.ts';
import { commandInference } from './inference.ts';
import { addPicks, picksFrom, type PickOptions } from './options/picks.ts';
import { addScoring, type ScoreOptions } from './options/score.ts';
import { addSequence, openFrom, type SequenceOptions } from './options/sequence.ts';
import type { Command } from 'commander';

export type MapOptions = SequenceOptions & PickOptions & ScoreOptions;

/** Adds SEQ and every option that decides a map: `map`, `curve` and `segment` share them. */
export function addMapOptions(command: Command): Command {
  return addScoring(addPicks(addSequence(command)));
}

/** Opens SEQ, picks, and scores every kept point. */
export async function scoreFrom(
  context: CommandContext,
  seq: string,
  options: MapOptions,
): Promise<ScoredMap> {
  const sequence = await openFrom(context, seq, options);
  return score(context, sequence, options);
}

async function score(
  context: CommandContext,
  sequence: Sequence,
  options: MapOptions,
): Promise<ScoredMap> {
  const request = {
    sequenceId: sequence.name,
    picks: picksFrom(sequence, options),
    estimator: options.estimator,
    signal: options.signal,
    coordinates: options.combine,
    combine: options.combinePicks,
  };
  const engine = createMapEngine(commandInference(context, options.engine));
  const { scores, ...computed } = await engine.compute(sequence, request, {
    signal: context.signal,
    onProgress: context.progress,
  });
  return { sequence, scores, info: { ...request, ...computed, mapId: '', scores: '' } };
}
