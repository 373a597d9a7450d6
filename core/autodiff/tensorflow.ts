/** The one file that loads TensorFlow.js: gradients for what is trained or differentiated at run time. */
import type * as TensorFlow from '@tensorflow/tfjs-core';
import { matrixProductKernel } from './matrixProduct.ts';

export type TF = typeof TensorFlow;

let loaded: Promise<TF> | undefined;

/**
 * TensorFlow.js on its pure JavaScript backend, the same in node, workers and pages, and the same bits from the same
 * input. Loaded when first needed: it takes a few tenths of a second, which only those who use it should wait.
 */
export function loadTensorflow(): Promise<TF> {
  return (loaded ??= load());
}

async function load(): Promise<TF> {
  // The whole package, not its core: only it registers the gradients in a form that node can load.
  const tf: TF = await import('@tensorflow/tfjs');
  // Also silences its advice to install the native backend.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  tf.unregisterKernel(tf.BatchMatMul, 'cpu');
  tf.registerKernel(matrixProductKernel(tf));
  return tf;
}
