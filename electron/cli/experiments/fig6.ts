import { comparableWith } from '../../host/evaluation/comparable.ts';
import { evaluateSequence, type ObjectResult } from '../../host/evaluation/evaluateSequence.ts';
import { drawQueries } from '../../host/evaluation/queries.ts';
import { summarise } from '../../host/evaluation/summaries.ts';
import type { Figure } from '../../host/figures/figure.ts';
import { forkInference } from '../../host/inference/forkInference.ts';
import { createInferenceProcess } from '../../host/inference/inferenceProcess.ts';
import { createMapEngine } from '../../host/inference/mapEngine.ts';
import {
  curveAxes,
  curveLayer,
  curveTable,
  methodComparison,
  objectComparison,
  objectTable,
  summaryTable,
} from '../evaluation/evaluationReport.ts';
import type { Experiment, PartContext, Report } from './experiment.ts';
import { moversOf, openClip, type Clip, type SceneSize } from './support/clips.ts';

type Fig6Settings = {
  readonly seed: number;
  readonly clips: readonly Clip[];
  readonly scenes: SceneSize;
  /** Per object. */
  readonly picks: number;
  readonly estimators: readonly string[];
};

/** The objects of a clip by every estimator; a type, for results are kept as JSON. */
type Fig6Result = readonly { readonly [K in keyof ObjectResult]: ObjectResult[K] }[];

const estimators = [
  ...['infonet-table', 'infonet', 'pearson', 'spearman', 'gaussian-copula', 'ksg', 'histogram'],
  ...['distance-correlation', 'velocity-difference', 'rigidity', 'spatial-distance'],
];
const signal = 'position';
const frames = { visibleOnly: false, minimumOverlap: 16 };

/** Figure 6 and its parts, figures 9 to 12: precision and recall of moving objects. */
export const fig6: Experiment<Fig6Settings, Fig6Result> = {
  name: 'fig6',
  title: 'Figure 6: precision and recall of moving objects, one by one',
  summary:
    "Points of each object are picked one at a time; every other point is scored against the pick over all frames, and the ranking is judged by the object's masks or labels. The paper's figures 9 to 12 are its four scenes one by one. PointOdyssey is not part of this repository: without sequences named, the shipped sample and three generated scenes stand in, of which the objects that move are looked for.",
  takesSequences: true,
  settings: (quick, sequences) => ({
    seed: 6,
    clips: sequences.length > 0 ? sequences : defaultClips(quick),
    scenes: quick
      ? { seed: 6, frames: 1000, points: 150, width: 320, height: 180 }
      : { seed: 6, frames: 1000, points: 600, width: 480, height: 270 },
    picks: quick ? 1 : 3,
    estimators,
  }),
  parts: (settings) =>
    settings.clips.map((clip) => ({
      key: clip,
      run: (context) => evaluate(clip, settings, context),
    })),
  report,
};

/** A minute makes one scene. */
const defaultClips = (quick: boolean): Clip[] =>
  quick
    ? ['sample', 'scene:walkers']
    : ['sample', 'scene:reef', 'scene:walkers', 'scene:reef_tripod'];

async function evaluate(
  clip: Clip,
  { seed, scenes, picks, estimators }: Fig6Settings,
  { command, progress, signal: abort }: PartContext,
): Promise<Fig6Result> {
  const inference = createInferenceProcess(forkInference(command.installation));
  try {
    const sequence = await openClip(clip, scenes, command);
    const comparable = comparableWith(sequence, frames, [signal]);
    const rule = { count: picks, seed, background: false, only: moversOf(clip) };
    const { objects } = drawQueries(sequence, rule, comparable);
    const methods = estimators.map((estimator) => ({ estimator, signal }) as const);
    const engine = createMapEngine(inference);
    return await evaluateSequence(engine, sequence, objects, methods, frames, comparable, {
      signal: abort,
      onProgress: ({ done, total }) => progress(done / total),
    });
  } finally {
    await inference.dispose();
  }
}

function report(results: readonly Fig6Result[], { estimators, seed }: Fig6Settings): Report {
  const all = results.flat();
  const methods = estimators.map((estimator) => ({ estimator, signal }) as const);
  const summaries = summarise(methods, all, seed);
  return {
    tables: [objectTable(all), summaryTable(summaries), curveTable(summaries)],
    figures: [
      { name: 'figure', figure: overview(results, methods, seed) },
      ...results.map((own) => ({ name: own[0].sequence, figure: objectPanels(own) })),
    ],
    comparisons: [methodComparison(summaries), objectComparison(signal, all)],
    notes: [
      'The paper shows its curves without numbers; average precision is our summary of ours.',
      'KDE and MINE are left out: KDE takes some ten milliseconds and MINE seconds a pair of a thousand frames, and a map has a thousand pairs (`table1` tells the times).',
    ],
  };
}

/** One panel a sequence: the curves averaged over its objects. */
function overview(
  results: readonly Fig6Result[],
  methods: Parameters<typeof summarise>[0],
  seed: number,
): Figure {
  return {
    title: 'Precision and recall, averaged over the objects of a sequence',
    columns: Math.min(2, results.length),
    panelSize: { width: 440, height: 340 },
    panels: results.map((own) => ({
      title: `${own[0].sequence}, ${new Set(own.map(({ label }) => label)).size} objects`,
      ...curveAxes,
      layers: summarise(methods, own, seed).map(({ estimator, precision }) =>
        curveLayer(estimator, precision),
      ),
    })),
  };
}

/** One panel an object: the curves averaged over its picks. */
function objectPanels(own: Fig6Result): Figure {
  const labels = [...new Set(own.map(({ label }) => label))];
  return {
    title: `${own[0].sequence}: precision and recall of each object`,
    columns: Math.min(3, labels.length),
    panelSize: { width: 320, height: 260 },
    panels: labels.map((label) => {
      const results = own.filter((result) => result.label === label);
      return {
        title: `${results[0].name}, ${results[0].points} points`,
        ...curveAxes,
        layers: results.map(({ estimator, precision }) => curveLayer(estimator, precision)),
      };
    }),
  };
}
