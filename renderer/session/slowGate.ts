import type { Client } from '#core/contract/client.ts';
import type { Forecast } from '#core/contract/schemas.ts';
import type { Stores } from '../state/stores.ts';
import type { JobRunner, StartedJob } from './jobRunner.ts';
import { estimatorInfo, labelOf } from './mapOrder.ts';
import type { MapOrder } from './maps.ts';

/** Slow estimators start after somebody was told how long they take, and agreed. */
export interface SlowGate {
  /** Whether a map may start now. An agreement counts once: what was aborted is asked about again. */
  mayStart(order: MapOrder): boolean;
  /** Measures a few pairs. The pace of an earlier measurement counts for other picks of the same number, too. */
  forecast(order: MapOrder): StartedJob<Forecast>;
  agree(order: MapOrder): void;
}

export function createSlowGate(client: Client, jobs: JobRunner, stores: Stores): SlowGate {
  const agreed = new Set<string>();
  const forecasts = new Map<string, Forecast>();
  const isSlow = (estimator = '') => estimatorInfo(stores, estimator)?.slow ?? false;

  return {
    mayStart: (order) => !isSlow(order.estimator) || agreed.delete(JSON.stringify(order)),
    agree: (order) => void agreed.add(JSON.stringify(order)),
    forecast(order) {
      const key = JSON.stringify({ ...order, picks: order.picks.length });
      const known = forecasts.get(key);
      if (known) return { jobId: '', result: Promise.resolve(known) };
      const { jobId, result } = jobs.start(`Timing ${labelOf(stores, order.estimator!)}`, (id) =>
        client.call('map.forecast', { jobId: id, ...order }),
      );
      result.then(
        (forecast) => void forecasts.set(key, forecast),
        () => {},
      );
      return { jobId, result };
    },
  };
}
