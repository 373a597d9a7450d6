import { ComoveError, errorBody } from '#core/contract/errors.ts';
import { findEstimator } from '#core/estimators/registry.ts';
import type { Estimator, EstimateContext } from '#core/estimators/estimator.ts';
import { resolveOptions } from '#core/estimators/options.ts';
import type {
  ForecastJob,
  InferenceReply,
  InferenceRequest,
  MapJob,
  MatrixJob,
  PairsJob,
} from '../host/inference/protocol.ts';
import { createDataset, type Dataset } from './dataset.ts';
import type { Engine } from './engine.ts';
import type { JobContext } from './jobs/estimateAll.ts';
import { runForecast } from './jobs/forecast.ts';
import { runMap } from './jobs/map.ts';
import { runMatrix } from './jobs/matrix.ts';
import { runPair } from './jobs/pair.ts';
import { runPairs } from './jobs/pairs.ts';
import type { WorkerPort } from './port.ts';

type AnswerContext = Omit<EstimateContext, 'options'>;

/**
 * Answers the host's requests until the process ends. A job that throws fails alone, with a code; an abort takes
 * effect between two blocks of estimates.
 */
export function serveInference(port: WorkerPort, engine: Engine): void {
  const datasets = new Map<string, Dataset>();
  const running = new Map<number, AbortController>();

  function dataset(id: string): Dataset {
    const found = datasets.get(id);
    if (found) return found;
    throw new ComoveError('INTERNAL', `The inference process has no data set '${id}'.`);
  }

  function estimatorFor(
    { estimator: name, options }: MapJob | ForecastJob | PairsJob | MatrixJob,
    context: AnswerContext,
  ): [Estimator, JobContext] {
    const estimator = findEstimator(name);
    return [
      estimator,
      { ...context, options: resolveOptions(estimator.info, options), post: port.post },
    ];
  }

  async function answer(
    request: Exclude<InferenceRequest, { type: 'abort' }>,
    context: AnswerContext,
  ): Promise<InferenceReply> {
    const { id } = request;
    switch (request.type) {
      case 'load':
        if (request.firstPoint === 0) datasets.set(request.datasetId, createDataset(request));
        dataset(request.datasetId).add(request.firstPoint, request.data, request.shown);
        return { type: 'loaded', id };
      case 'unload':
        datasets.delete(request.datasetId);
        return { type: 'loaded', id };
      case 'map':
        return runMap(request, dataset(request.datasetId), ...estimatorFor(request, context));
      case 'forecast':
        return runForecast(request, dataset(request.datasetId), ...estimatorFor(request, context));
      case 'pair':
        return runPair(request, dataset(request.datasetId), context.models);
      case 'matrix':
        return runMatrix(request, dataset(request.datasetId), ...estimatorFor(request, context));
      case 'pairs':
        return runPairs(request, ...estimatorFor(request, context));
    }
  }

  port.listen((request) => {
    if (request.type === 'abort') {
      running.get(request.job)?.abort();
      return;
    }
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    answer(request, { models: engine, signal: controller.signal })
      .catch((thrown: unknown): InferenceReply => ({
        type: 'failed',
        id,
        error: errorBody(thrown),
      }))
      .then(port.post)
      .finally(() => running.delete(id));
  });
  port.post({ type: 'ready', engine: engine.label, threads: engine.threads });
}
