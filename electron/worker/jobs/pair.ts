import { ComoveError } from '#core/contract/errors.ts';
import type { PairAxis } from '#core/contract/schemas.ts';
import { doubledMidranks } from '#core/copula/ranks.ts';
import type { EstimatorOptions, ModelRunner, SampleTable } from '#core/estimators/estimator.ts';
import { discriminantOf } from '#core/estimators/infonet.ts';
import { intersect, samplesOf } from '#core/tracks/shownSamples.ts';
import { coordinateVariable } from '#core/tracks/signals.ts';
import type { Axis } from '#core/tracks/trajectories.ts';
import type { InferenceReply, PairJob } from '../../host/inference/protocol.ts';
import type { Dataset } from '../dataset.ts';

/** Samples told of an axis: more would lie on top of each other where they are drawn. */
const mostTold = 512;

/** The network's table, both of its numbers, the samples and their ranks, for x and y of two points. */
export async function runPair(
  job: PairJob,
  dataset: Dataset,
  models: ModelRunner,
): Promise<InferenceReply> {
  const all = dataset.table(job.signal);
  const frames = comparedFrames(job, dataset, all.sampleCount);
  const samples = pairSamples(all, [job.pick, job.other], frames);
  const step = Math.ceil(frames.length / mostTold);
  const told = Array.from({ length: Math.ceil(frames.length / step) }, (_, i) => i * step);
  const describe = (axis: Axis) => describeAxis(samples, axis, told, models, job.options);
  return {
    type: 'pair',
    id: job.id,
    pair: {
      samples: frames.length,
      frames: told.map((sample) => frames[sample]),
      x: await describe(0),
      y: await describe(1),
    },
  };
}

/** (S) the samples that are compared: all of them, or those that frames with both points visible give. */
function comparedFrames(
  { pick, other, signal, minimumOverlap }: PairJob,
  dataset: Dataset,
  sampleCount: number,
): Uint32Array {
  if (minimumOverlap === undefined) return Uint32Array.from({ length: sampleCount }, (_, t) => t);
  const shown = dataset.shown(signal);
  const mask = new Uint32Array(shown.wordsPerPoint);
  const count = intersect(shown, pick, other, mask);
  if (count >= minimumOverlap) return samplesOf(mask, count);
  throw new ComoveError('USAGE', `The two points share ${count} visible frames.`, {
    remedy: `At least ${minimumOverlap} are needed to compare them.`,
  });
}

/** x and y of the two points on some of their samples: variables 0 and 1, then 2 and 3. */
function pairSamples(
  all: SampleTable,
  points: readonly [number, number],
  frames: Uint32Array,
): SampleTable {
  const columns = points.flatMap((point) =>
    ([0, 1] as const).map((axis) => {
      const values = all.values(coordinateVariable(point, axis));
      return Float64Array.from(frames, (frame) => values[frame]);
    }),
  );
  const ranks = columns.map(doubledMidranks);
  return {
    variableCount: columns.length,
    sampleCount: frames.length,
    values: (variable) => columns[variable],
    ranks: (variable) => ranks[variable],
  };
}

async function describeAxis(
  samples: SampleTable,
  axis: Axis,
  told: readonly number[],
  models: ModelRunner,
  options: EstimatorOptions,
): Promise<PairAxis> {
  const [a, b] = [coordinateVariable(0, axis), coordinateVariable(1, axis)];
  const { edges, table, dv, estimate } = await discriminantOf(samples, a, b, models, options);
  const sharesOf = (variable: number) => {
    const ranks = samples.ranks(variable);
    return told.map((sample) => (ranks[sample] - 1) / (2 * samples.sampleCount));
  };
  const valuesOf = (variable: number) => {
    const values = samples.values(variable);
    return told.map((sample) => values[sample]);
  };
  return {
    edges: [...edges],
    table: Array.from(table),
    u: sharesOf(a),
    v: sharesOf(b),
    pick: valuesOf(a),
    other: valuesOf(b),
    dv,
    estimate,
  };
}
