import { useStore } from 'zustand';
import type { Curve } from '#core/contract/schemas.ts';
import type { ComparedState } from '../../state/comparison.ts';
import { useStores } from '../../state/context.ts';
import { estimatorStyle, type EstimatorStyle } from './estimatorStyle.ts';

export interface ComparisonRow {
  readonly estimator: string;
  readonly label: string;
  /** Its options that differ from their defaults: 'k=5', 'thorough'. */
  readonly options: string;
  readonly style: EstimatorStyle;
  readonly isMain: boolean;
  /** Undefined while nothing is picked. */
  readonly state: ComparedState | undefined;
  readonly curve: Curve | undefined;
}

/** The main score and those compared with it, in the order of the host's list whichever is the main one. */
export function useComparisonRows(): readonly ComparisonRow[] {
  const { connection, map, comparison, threshold, picks } = useStores();
  const estimators = useStore(connection, (state) => state.capabilities?.estimators);
  const main = useStore(map, (state) => state.choices.estimator);
  const options = useStore(map, (state) => state.choices.options);
  const chosen = useStore(comparison, (state) => state.chosen);
  const compared = useStore(comparison, (state) => state.compared);
  const mainState = useMainState();
  const mainCurve = useStore(threshold, (state) => state.curve);
  const picked = useStore(picks, (state) => state.tracks.length > 0);
  return (estimators ?? []).flatMap(({ name, label }, index) => {
    const isMain = name === main;
    if (!isMain && !chosen.includes(name)) return [];
    const curve = isMain ? mainCurve : compared[name]?.curve;
    const state = picked ? (isMain ? mainState : compared[name]?.state) : undefined;
    const changed = Object.entries(options[name] ?? {})
      .map(([option, value]) => (isWord(value) ? value : `${option}=${value}`))
      .join(' ');
    return {
      estimator: name,
      label,
      options: changed,
      style: estimatorStyle(name, index),
      isMain,
      state,
      curve,
    };
  });
}

/** It says by itself what is chosen, in a narrow column. */
const isWord = (value: number | string) => /^\p{Letter}/u.test(String(value));

function useMainState(): ComparedState {
  const { map } = useStores();
  const info = useStore(map, (state) => state.info);
  const jobId = useStore(map, (state) => state.jobId);
  const question = useStore(map, (state) => state.question);
  const problem = useStore(map, (state) => state.problem);
  if (jobId !== undefined) return { kind: 'running', jobId } as const;
  if (info) return { kind: 'done', info } as const;
  if (question) return question;
  if (problem) return { kind: 'failed', error: problem } as const;
  return { kind: 'stopped' } as const;
}
