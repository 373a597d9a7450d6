import { errorBody, type ErrorBody } from '#core/contract/errors.ts';
import type { MapInfo } from '#core/contract/schemas.ts';
import { autoThreshold } from '#core/segment/autoThreshold.ts';
import type { MapChoices } from '../state/map.ts';
import type { Stores } from '../state/stores.ts';
import { estimatorInfo, labelOf, mapOrder } from './mapOrder.ts';
import type { MapOrder, Maps, MapUse } from './maps.ts';
import { scaleOf } from './scale.ts';
import type { SlowGate } from './slowGate.ts';

export interface Scoring {
  /** Computes the map of the present picks and choices once more, e.g. after a failure. */
  again(): void;
  /** Starts the slow map that was asked about. */
  start(): void;
  /** Does not, and goes back to the choices of the last map. */
  decline(): void;
  dispose(): void;
}

/**
 * Keeps the main map up with the picks and the choices: each change shows another map, and the newest wins. Scores
 * are shown as they come; the curve follows the finished map.
 */
export function startScoring(maps: Maps, gate: SlowGate, stores: Stores): Scoring {
  const { sequence, picks, map, threshold } = stores;
  let newest = 0;
  let use: MapUse | undefined;
  /** Choices of the last map that was shown whole. */
  let former: MapChoices | undefined;

  function again(): void {
    newest += 1;
    use?.release();
    use = undefined;
    // What the former map says of the curve does not stay in sight; its scores do until the first of the next one.
    map.setState({ info: undefined, question: undefined, problem: undefined });
    threshold.setState({ curve: undefined, curveProblem: undefined });
    const order = mapOrder(stores);
    const kept = order && maps.find(order);
    if (!order) map.setState({ scores: undefined, jobId: undefined });
    else if (kept) finish(kept.info, kept.scores);
    else if (maps.isRunning(order) || gate.mayStart(order)) void compute(order, newest);
    else void ask(order, newest);
  }

  async function ask(order: MapOrder, turn: number): Promise<void> {
    // The former scores would stay for long under a name that is not theirs.
    map.setState({ scores: undefined, jobId: undefined, question: { kind: 'forecasting' } });
    showPartial(order);
    try {
      const forecast = await gate.forecast(order).result;
      if (turn === newest) map.setState({ question: { kind: 'asking', forecast } });
    } catch (thrown) {
      if (turn === newest) map.setState({ question: undefined, problem: problemOf(thrown) });
    }
  }

  async function compute(order: MapOrder, turn: number): Promise<void> {
    const unit = unitOf(stores, order.estimator!);
    const title = `Scoring by ${labelOf(stores, order.estimator!)}`;
    showPartial(order);
    use = maps.start(order, title, (scores) => {
      if (turn === newest) show(scores, unit, undefined);
    });
    map.setState({ jobId: use.jobId });
    try {
      const { info, scores } = await use.result;
      if (turn === newest) finish(info, scores);
    } catch (thrown) {
      if (turn === newest) map.setState({ jobId: undefined, problem: problemOf(thrown) });
    }
  }

  function finish(info: MapInfo, scores: Float32Array): void {
    former = map.getState().choices;
    show(scores, info.unit, info.autoThreshold);
    map.setState({ info, jobId: undefined });
    void computeCurve(info, newest);
  }

  /** What an aborted map had come to is not lost. */
  function showPartial(order: MapOrder): void {
    const partial = maps.findPartial(order);
    if (partial) show(partial, unitOf(stores, order.estimator!), undefined);
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
    start() {
      const order = mapOrder(stores);
      if (order) gate.agree(order);
      again();
    },
    decline() {
      if (former && former !== map.getState().choices) map.getState().choose(former);
      else map.setState({ question: undefined });
    },
    dispose: () => subscriptions.forEach((unsubscribe) => unsubscribe()),
  };
}

/** Undefined when it was stopped: nothing is wrong then. */
function problemOf(thrown: unknown): ErrorBody | undefined {
  const error = errorBody(thrown);
  return error.code === 'ABORTED' ? undefined : error;
}

const unitOf = (stores: Stores, estimator: string): string =>
  estimatorInfo(stores, estimator)?.unit ?? stores.map.getState().scale.unit;
