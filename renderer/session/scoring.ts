import { errorBody } from '#core/contract/errors.ts';
import type { MapInfo } from '#core/contract/schemas.ts';
import { autoThreshold } from '#core/segment/autoThreshold.ts';
import type { Stores } from '../state/stores.ts';
import { labelOf, mapOrder } from './mapOrder.ts';
import type { MapOrder, Maps, MapUse } from './maps.ts';
import { scaleOf } from './scale.ts';

export interface Scoring {
  /** Computes the map of the present picks and choices once more, e.g. after a failure. */
  again(): void;
  dispose(): void;
}

/**
 * Keeps the main map up with the picks and the choices: each change shows another map, and the newest wins. Scores
 * are shown as they come; the curve follows the finished map.
 */
export function startScoring(maps: Maps, stores: Stores): Scoring {
  const { sequence, picks, map, threshold } = stores;
  let newest = 0;
  let use: MapUse | undefined;

  function again(): void {
    newest += 1;
    use?.release();
    use = undefined;
    const order = mapOrder(stores);
    if (!order) clear();
    else if (!showKept(order)) void compute(order);
  }

  function clear(): void {
    map.setState({ scores: undefined, info: undefined, jobId: undefined, problem: undefined });
    threshold.setState({ curve: undefined, curveProblem: undefined });
  }

  function showKept(order: MapOrder): boolean {
    const kept = maps.find(order);
    if (!kept) return false;
    show(kept.scores, kept.info.unit, kept.info.autoThreshold);
    map.setState({ info: kept.info, jobId: undefined, problem: undefined });
    threshold.setState({ curve: undefined, curveProblem: undefined });
    void computeCurve(kept.info, newest);
    return true;
  }

  async function compute(order: MapOrder): Promise<void> {
    const turn = newest;
    const unit = unitOf(stores, order.estimator!);
    const title = `Scoring by ${labelOf(stores, order.estimator!)}`;
    use = maps.start(order, title, (scores) => turn === newest && show(scores, unit, undefined));
    const { jobId, result } = use;
    // The former map stays in sight until the first scores of this one; what it says of the curve does not.
    map.setState({ jobId, info: undefined, problem: undefined });
    threshold.setState({ curve: undefined, curveProblem: undefined });
    try {
      const { info, scores } = await result;
      if (turn !== newest) return;
      show(scores, info.unit, info.autoThreshold);
      map.setState({ info, jobId: undefined });
      await computeCurve(info, turn);
    } catch (thrown) {
      if (turn !== newest) return;
      const error = errorBody(thrown);
      map.setState({ jobId: undefined, problem: error.code === 'ABORTED' ? undefined : error });
    }
  }

  /** @param auto the threshold to propose; undefined while partial, then it follows the scores there are */
  function show(scores: Float32Array, unit: string, auto: number | undefined): void {
    const scale = scaleOf(scores, picks.getState().tracks, unit);
    if (!scale) return;
    const { origin } = threshold.getState();
    // A threshold in nats says nothing about a correlation.
    if (origin === 'auto' || map.getState().scale.unit !== unit)
      threshold.getState().set(auto ?? autoThreshold(scores, unit), 'auto');
    map.setState({ scores, scale });
  }

  async function computeCurve(info: MapInfo, turn: number): Promise<void> {
    if (sequence.getState().open?.info.labelSource === 'none') return;
    try {
      const curve = await maps.curve(info);
      if (turn === newest) threshold.setState({ curve });
    } catch (thrown) {
      if (turn === newest) threshold.setState({ curveProblem: errorBody(thrown) });
    }
  }

  const subscriptions = [
    picks.subscribe((now, before) => {
      if (now.tracks !== before.tracks) again();
    }),
    map.subscribe((now, before) => {
      if (now.choices !== before.choices) again();
    }),
    sequence.subscribe((now, before) => {
      if (now.open === before.open) return;
      maps.clear();
      again();
    }),
  ];
  return {
    again,
    dispose: () => subscriptions.forEach((unsubscribe) => unsubscribe()),
  };
}

function unitOf({ connection, map }: Stores, estimator: string): string {
  const { capabilities } = connection.getState();
  return (
    capabilities?.estimators.find(({ name }) => name === estimator)?.unit ??
    map.getState().scale.unit
  );
}
