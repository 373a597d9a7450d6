/** What an evaluation found, as tables and a figure. */
import { estimatorColour } from '#core/colour/estimatorColours.ts';
import type { SignalName } from '#core/contract/schemas.ts';
import type { MeanInterval } from '#core/metrics/bootstrap.ts';
import { recallLevels } from '#core/metrics/recallGrid.ts';
import type { Evaluation } from '../../host/evaluation/evaluateAll.ts';
import type { ObjectResult } from '../../host/evaluation/evaluateSequence.ts';
import type { MethodSummary } from '../../host/evaluation/summaries.ts';
import type { Layer, Panel } from '../../host/figures/figure.ts';
import type { NumberTable, Report, TextTable } from '../experiments/experiment.ts';
import { methodLabel } from '../experiments/support/labels.ts';
import { fixed, mean } from '../experiments/support/statistics.ts';

/** @param summaries of the evaluation's results, one a method */
export function evaluationReport(
  evaluation: Evaluation,
  summaries: readonly MethodSummary[],
): Report {
  const signals = [...new Set(summaries.map(({ signal }) => signal))];
  return {
    tables: [summaryTable(summaries), objectTable(evaluation.results), curveTable(summaries)],
    figures: [
      {
        name: 'curves',
        figure: {
          title: `Precision and recall, averaged over ${summaries[0].objects} objects`,
          columns: signals.length,
          panelSize: { width: 520, height: 420 },
          panels: signals.map((signal) => curvePanel(signal, summaries)),
        },
      },
    ],
    comparisons: [
      methodComparison(summaries),
      ...signals.map((signal) => objectComparison(signal, evaluation.results)),
      sequenceComparison(evaluation),
    ],
    notes: evaluation.sequences.flatMap(({ name, notes }) =>
      notes.map((note) => `${name}: ${note}`),
    ),
  };
}

export function summaryTable(summaries: readonly MethodSummary[]): NumberTable {
  return {
    name: 'summary',
    columns: [
      ...['estimator', 'signal', 'objects', 'ap', 'ap_low', 'ap_high'],
      ...['best_f1', 'best_f1_low', 'best_f1_high'],
    ],
    rows: summaries.map(({ estimator, signal, objects, averagePrecision: ap, bestF1: f1 }) => [
      ...[estimator, signal, objects, ap.mean, ap.low, ap.high],
      ...[f1.mean, f1.low, f1.high],
    ]),
  };
}

export function objectTable(results: readonly ObjectResult[]): NumberTable {
  return {
    name: 'objects',
    columns: [
      ...['sequence', 'label', 'object', 'points', 'compared', 'chance', 'picks'],
      ...['estimator', 'signal', 'ap', 'ap_lowest', 'best_f1'],
    ],
    rows: results.map((result) => [
      ...[result.sequence, result.label, result.name, result.points, mean(result.compared)],
      ...[mean(result.chance), result.picks.length, result.estimator, result.signal],
      ...[mean(result.averagePrecision), Math.min(...result.averagePrecision), mean(result.bestF1)],
    ]),
  };
}

/** Each twentieth is enough to draw the curve again. */
export function curveTable(summaries: readonly MethodSummary[]): NumberTable {
  return {
    name: 'curves',
    columns: ['estimator', 'signal', 'recall', 'precision'],
    rows: summaries.flatMap(({ estimator, signal, precision }) =>
      recallLevels.flatMap((recall, i) =>
        (i + 1) % 5 === 0 ? [[estimator, signal, recall, precision[i]]] : [],
      ),
    ),
  };
}

function curvePanel(signal: SignalName, summaries: readonly MethodSummary[]): Panel {
  return {
    title: signal,
    ...curveAxes,
    layers: summaries
      .filter((summary) => summary.signal === signal)
      .map(({ estimator, precision }) => curveLayer(estimator, precision)),
  };
}

export const curveAxes = {
  x: { label: 'recall', domain: [0, 1] },
  y: { label: 'precision', domain: [0, 1] },
} as const;

/** @param precision at `recallLevels` */
export function curveLayer(estimator: string, precision: readonly number[]): Layer {
  return {
    kind: 'line',
    colour: estimatorColour(estimator),
    label: methodLabel(estimator),
    points: recallLevels.map((recall, i) => [recall, precision[i]] as const),
  };
}

const interval = ({ mean: middle, low, high }: MeanInterval) =>
  `${fixed(middle)} (${fixed(low)} to ${fixed(high)})`;

/** The methods, best first. */
export function methodComparison(summaries: readonly MethodSummary[]): TextTable {
  const ordered = [...summaries].sort((a, b) => b.averagePrecision.mean - a.averagePrecision.mean);
  return {
    caption: `Means over ${summaries[0].objects} objects, each counted once, with 95 % bootstrap intervals over the objects`,
    columns: ['estimator', 'signal', 'average precision', 'best F1'],
    rows: ordered.map(({ estimator, signal, averagePrecision, bestF1 }) => [
      methodLabel(estimator),
      signal,
      interval(averagePrecision),
      interval(bestF1),
    ]),
  };
}

/** Average precision of each object by each estimator. */
export function objectComparison(signal: SignalName, results: readonly ObjectResult[]): TextTable {
  const own = results.filter((result) => result.signal === signal);
  const estimators = [...new Set(own.map(({ estimator }) => estimator))];
  const key = ({ sequence, label }: ObjectResult) => `${sequence} ${label}`;
  const objects = [...new Map(own.map((result) => [key(result), result])).values()];
  const cell = (object: ObjectResult, estimator: string) => {
    const found = own.find((each) => key(each) === key(object) && each.estimator === estimator);
    return found ? fixed(mean(found.averagePrecision)) : '';
  };
  return {
    caption: `Average precision by object, ${signal}; 'ranked' is the share of its points that could be compared with the pick, 'at random' what a random ranking gets`,
    columns: [
      ...['sequence', 'object', 'points', 'picks', 'ranked', 'at random'],
      ...estimators.map(methodLabel),
    ],
    rows: objects.map((object) => [
      object.sequence,
      object.name,
      String(object.points),
      String(object.picks.length),
      fixed(mean(object.compared), 2),
      fixed(mean(object.chance)),
      ...estimators.map((estimator) => cell(object, estimator)),
    ]),
  };
}

function sequenceComparison({ sequences }: Evaluation): TextTable {
  return {
    caption: 'Sequences',
    columns: ['sequence', 'frames', 'points that take part', 'of'],
    rows: sequences.map(({ name, frames, kept, points }) =>
      [name, frames, kept, points].map(String),
    ),
  };
}
