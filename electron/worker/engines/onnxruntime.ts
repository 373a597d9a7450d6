/** The one file that touches onnxruntime-node. */
import { availableParallelism } from 'node:os';
import type * as Ort from 'onnxruntime-node';
import { ComoveError } from '#core/contract/errors.ts';
import type { Tensor } from '#core/estimators/estimator.ts';
import type { Engine } from '../engine.ts';
import { readModel } from '../readModel.ts';

/** More threads than this gain nothing on networks this small. */
const mostThreads = 8;

/**
 * Networks of fewer bytes have operators so short that sharing one takes as long as doing it: measured, the fast
 * network takes 21 µs a pair with one thread and 21 to 31 with two.
 */
const sharedFromBytes = 2 ** 19;

/**
 * The CPU engine. Networks are loaded when first run and stay. The same input gives the same bits: one graph at a
 * time, a fixed number of threads.
 *
 * @param modelsFolder holds NAME.onnx and its card NAME.json
 * @param threads that share each operator of a network, where that gains something
 */
export function createOnnxEngine(
  modelsFolder: string,
  threads = Math.min(availableParallelism(), mostThreads),
): Engine {
  const sessions = new Map<string, Promise<Ort.InferenceSession>>();

  async function load(model: string): Promise<Ort.InferenceSession> {
    const bytes = await readModel(modelsFolder, model);
    const { InferenceSession } = await importRuntime();
    return InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      intraOpNumThreads: bytes.length < sharedFromBytes ? 1 : threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      // Threads that wait by spinning take the processor from whatever else there is to do, such as counting.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      // Errors only: warnings about unused initialisers are no news to users.
      logSeverityLevel: 3,
    });
  }

  function session(model: string): Promise<Ort.InferenceSession> {
    let found = sessions.get(model);
    if (!found) {
      found = load(model);
      sessions.set(model, found);
      // What failed may be tried again, e.g. after a file was put back.
      found.catch(() => sessions.delete(model));
    }
    return found;
  }

  return {
    label: `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    threads,
    load: async (model) => void (await session(model)),
    async run(model, feeds, fetches) {
      const [loaded, { Tensor: OrtTensor }] = await Promise.all([session(model), importRuntime()]);
      const inputs = Object.entries(feeds).map(([name, { data, dims }]) => [
        name,
        new OrtTensor('float32', data, dims),
      ]);
      const outputs = await loaded.run(Object.fromEntries(inputs), [...fetches]);
      return Object.fromEntries(fetches.map((name) => [name, floats(model, name, outputs[name])]));
    },
  };
}

function floats(model: string, name: string, { type, data, dims }: Ort.Tensor): Tensor {
  if (type === 'float32') return { data: data as Float32Array, dims };
  throw new ComoveError('INTERNAL', `Output ${name} of the network ${model} is ${type}.`);
}

let runtime: Promise<typeof Ort> | undefined;

/** Loaded when first needed: estimators without a network also run where the native library does not load. */
function importRuntime(): Promise<typeof Ort> {
  return (runtime ??= import('onnxruntime-node').catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ComoveError('INTERNAL', `onnxruntime-node does not load here: ${why}`, {
      remedy: 'Run npm ci again on this machine, or choose an estimator without a network.',
      cause,
    });
  }));
}
