import { doubledMidranks } from '#core/copula/ranks.ts';
import { parseEstimator } from '#core/estimators/spec.ts';
import { tableCells } from '#core/infonet/networkContract.ts';
import { createRandom } from '#core/random.ts';
import { pairCount, visitPairs } from '#core/tracks/allPairs.ts';
import { wordsFor } from '#core/tracks/shownSamples.ts';
import { createInferenceProcess } from '../../host/inference/inferenceProcess.ts';
import type { ClickOptions } from './clicks.ts';
import { count, median, timed, type Figure } from './figures.ts';

/** N */
const sampleCount = 2000;

/** Estimators and how many points' pairs they take: some tenths of a second each. */
const measured = [
  ['infonet:weights=fast', 96],
  ['infonet:weights=accurate', 48],
  ['infonet:weights=thorough', 24],
  ['ksg', 12],
] as const;
const mostPoints = 96;

/**
 * Microseconds an estimate, of many pairs of independent normal samples in one batch, ranks already there; and what
 * no estimator can do without.
 */
export async function measureEstimates(options: ClickOptions): Promise<Figure[]> {
  const { launch, runs, signal, onPhase } = options;
  const random = createRandom(1);
  const data = new Float64Array(mostPoints * 2 * sampleCount).map(() => random.normal());
  const inference = createInferenceProcess(launch);
  const figures: Figure[] = [];
  try {
    await inference.load({
      datasetId: 'noise',
      frameCount: sampleCount,
      pointCount: mostPoints,
      dtype: 'float64',
      firstPoint: 0,
      data,
      shown: new Uint32Array(mostPoints * wordsFor(sampleCount)).fill(-1),
    });
    for (const [estimator, points] of measured) {
      onPhase(`${estimator}, per estimate`);
      const job = {
        datasetId: 'noise',
        points: Uint32Array.from({ length: points }, (_, point) => point),
        ...parseEstimator(estimator),
        signal: 'position',
        coordinates: 'mean',
      } as const;
      const micros: number[] = [];
      // The first run ranks, loads the network and compiles; it does not count.
      for (let run = -1; run < runs; run++) {
        const { elapsedMillis, pairs } = await inference.matrix(job, { signal });
        if (run >= 0) micros.push((elapsedMillis * 1000) / pairs);
      }
      figures.push(perEstimate(estimator, micros, 2 * pairCount(points)));
    }
  } finally {
    await inference.dispose();
  }
  onPhase('bound');
  figures.push(await measureBound(data, runs));
  return figures;
}

const perEstimate = (name: string, micros: readonly number[], estimates: number): Figure => ({
  name: `${name}: per estimate, N = ${count(sampleCount)}`,
  value: median(micros),
  unit: 'µs',
  restsOn: `${micros.length} runs of ${count(estimates)} estimates, ranks already there`,
});

/** One pass over the samples that counts the joint histogram, on typed arrays: a plain loop, as in C. */
async function measureBound(data: Float64Array, runs: number): Promise<Figure> {
  const points = measured[0][1];
  const cells = Array.from({ length: points }, (_, i) => {
    const ranks = doubledMidranks(data.slice(i * sampleCount, (i + 1) * sampleCount));
    return Uint8Array.from(ranks, (r) => Math.floor(((r - 1) * tableCells) / (2 * sampleCount)));
  });
  const counts = new Uint16Array(tableCells * tableCells);
  const micros: number[] = [];
  for (let run = -1; run < runs; run++) {
    const millis = await timed(() =>
      visitPairs(points, 0, pairCount(points), (i, j) => countJoint(cells[i], cells[j], counts)),
    );
    if (run >= 0) micros.push((millis * 1000) / pairCount(points));
  }
  const figure = perEstimate('bound: the joint histogram of 32 x 32', micros, pairCount(points));
  return { ...figure, restsOn: `${figure.restsOn}; one pass over the samples and nothing else` };
}

/** @param x (N) cells along its axis, y likewise */
function countJoint(x: Uint8Array, y: Uint8Array, counts: Uint16Array): void {
  counts.fill(0);
  const samples = x.length;
  for (let t = 0; t < samples; t++) counts[x[t] * tableCells + y[t]] += 1;
}
