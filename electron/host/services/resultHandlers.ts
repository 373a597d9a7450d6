import type { Handlers } from '#core/contract/methods.ts';
import { computeCurve } from '../results/computeCurve.ts';
import { exportSegmentation } from '../results/exportSegmentation.ts';
import type { Jobs } from './jobs.ts';
import type { MapStore } from './mapStore.ts';
import type { Owner } from './openSequences.ts';

interface Needs {
  readonly owner: Owner;
  readonly jobs: Jobs;
  readonly maps: MapStore;
}

/** Curves and exports of maps that were computed. */
export function resultHandlers({
  owner,
  jobs,
  maps,
}: Needs): Pick<Handlers, 'curve.compute' | 'export.run'> {
  return {
    'curve.compute': async ({ mapId, step }) => computeCurve(maps.get(mapId, owner), step),
    'export.run': ({ jobId, mapId, ...choices }) =>
      jobs.run(jobId, ({ signal, report }) =>
        exportSegmentation(maps.get(mapId, owner), choices, { signal, onProgress: report }),
      ),
  };
}
