import { errorBody } from '#core/contract/errors.ts';
import type { Compared, ComparedState } from '../state/comparison.ts';
import type { Stores } from '../state/stores.ts';
import { labelOf, mapOrder } from './mapOrder.ts';
import type { KeptMap, MapOrder, Maps, MapUse } from './maps.ts';
import { partialCurve } from './partialCurve.ts';
import type { SlowGate } from './slowGate.ts';

export interface Comparing {
  /** Starts a slow estimator that was asked about. */
  start(estimator: string): void;
  /** Does not start it, or not now. */
  decline(estimator: string): void;
  /** Puts an estimator in the line again that was stopped or failed. */
  again(estimator: string): void;
  /** The same for all that failed because the host or its engine was gone. */
  retryLost(): void;
  dispose(): void;
}

/** One estimator's place in the comparison, for one order. */
interface Slot {
  readonly order: MapOrder;
  use: MapUse | undefined;
  /** It is this one's turn: it runs, or is measured. */
  busy: boolean;
}

/**
 * Keeps the compared estimators up with the picks and the choices: one after the other, each after the main score.
 * What one of them fails with is its own.
 */
export function startComparing(maps: Maps, gate: SlowGate, stores: Stores): Comparing {
  const { sequence, picks, map, comparison } = stores;
  const slots = new Map<string, Slot>();
  const isCurrent = (estimator: string, slot: Slot) => slots.get(estimator) === slot;

  function set(estimator: string, patch: Partial<Compared>): void {
    comparison.setState(({ compared }) => ({
      compared: {
        ...compared,
        [estimator]: { ...(compared[estimator] ?? { curve: undefined }), ...patch } as Compared,
      },
    }));
  }

  function drop(estimator: string): void {
    slots.get(estimator)?.use?.release();
    slots.delete(estimator);
    comparison.setState(({ compared: { [estimator]: _, ...compared } }) => ({ compared }));
  }

  /** Brings the slots in line with what is chosen, then sees whose turn it is. */
  function follow(): void {
    // While the main one changes places with one of these, both can be in the list for a moment.
    const main = map.getState().choices.estimator;
    const wanted = comparison.getState().chosen.filter((estimator) => estimator !== main);
    for (const estimator of slots.keys()) if (!wanted.includes(estimator)) drop(estimator);
    for (const estimator of wanted) {
      const order = mapOrder(stores, estimator);
      const slot = slots.get(estimator);
      if (slot && order && JSON.stringify(slot.order) === JSON.stringify(order)) continue;
      if (slot) drop(estimator);
      if (order) place(estimator, order);
    }
    next();
  }

  function place(estimator: string, order: MapOrder): void {
    const slot: Slot = { order, use: undefined, busy: false };
    slots.set(estimator, slot);
    const kept = maps.find(order);
    if (kept) void finish(estimator, slot, kept);
    else if (maps.isRunning(order)) void run(estimator, slot);
    else {
      const partial = maps.findPartial(order);
      set(estimator, { state: { kind: 'waiting' }, curve: partial && curveSoFar(partial) });
    }
  }

  function next(): void {
    if (map.getState().jobId !== undefined) return;
    if ([...slots.values()].some(({ busy }) => busy)) return;
    const { compared } = comparison.getState();
    for (const [estimator, slot] of slots)
      if (compared[estimator]?.state.kind === 'waiting')
        return void (gate.mayStart(slot.order) ? run(estimator, slot) : ask(estimator, slot));
  }

  async function ask(estimator: string, slot: Slot): Promise<void> {
    slot.busy = true;
    set(estimator, { state: { kind: 'forecasting' } });
    try {
      const forecast = await gate.forecast(slot.order).result;
      if (isCurrent(estimator, slot)) set(estimator, { state: { kind: 'asking', forecast } });
    } catch (thrown) {
      if (isCurrent(estimator, slot)) set(estimator, { state: failure(thrown) });
    }
    slot.busy = false;
    next();
  }

  async function run(estimator: string, slot: Slot): Promise<void> {
    slot.busy = true;
    const title = `Scoring by ${labelOf(stores, estimator)}`;
    slot.use = maps.start(slot.order, title, (scores) => {
      if (isCurrent(estimator, slot)) set(estimator, { curve: curveSoFar(scores) });
    });
    const { jobId, result } = slot.use;
    set(estimator, { state: { kind: 'running', jobId } });
    try {
      const kept = await result;
      if (isCurrent(estimator, slot)) await finish(estimator, slot, kept);
    } catch (thrown) {
      if (isCurrent(estimator, slot)) set(estimator, { state: failure(thrown) });
    }
    slot.busy = false;
    slot.use = undefined;
    next();
  }

  async function finish(estimator: string, slot: Slot, { info }: KeptMap): Promise<void> {
    if (sequence.getState().open?.info.labelSource === 'none') {
      set(estimator, { state: { kind: 'done', info } });
      return;
    }
    try {
      const curve = await maps.curve(info);
      if (isCurrent(estimator, slot)) set(estimator, { state: { kind: 'done', info }, curve });
    } catch (thrown) {
      if (isCurrent(estimator, slot)) set(estimator, { state: failure(thrown) });
    }
  }

  function curveSoFar(scores: Float32Array) {
    const { open } = sequence.getState();
    const [pick] = picks.getState().tracks;
    return open && partialCurve(scores, open.labels, pick, open.info.objects);
  }

  function again(estimator: string): void {
    if (!slots.has(estimator)) return;
    set(estimator, { state: { kind: 'waiting' } });
    next();
  }

  const subscriptions = [
    picks.subscribe((now, before) => {
      if (now.tracks !== before.tracks) follow();
    }),
    map.subscribe((now, before) => {
      if (now.choices !== before.choices) follow();
      // In the next turn: what else has changed with the main score is followed first.
      else if (now.jobId !== before.jobId) queueMicrotask(next);
    }),
    sequence.subscribe((now, before) => {
      if (now.open !== before.open) follow();
    }),
    comparison.subscribe((now, before) => {
      if (now.chosen !== before.chosen) follow();
    }),
  ];
  return {
    again,
    start(estimator) {
      const slot = slots.get(estimator);
      if (slot) gate.agree(slot.order);
      again(estimator);
    },
    decline: (estimator) => set(estimator, { state: { kind: 'stopped' } }),
    retryLost() {
      for (const [estimator, { state }] of Object.entries(comparison.getState().compared))
        if (state.kind === 'failed' && /^(ENGINE_LOST|DISCONNECTED)$/.test(state.error.code))
          again(estimator);
    },
    dispose: () => subscriptions.forEach((unsubscribe) => unsubscribe()),
  };
}

function failure(thrown: unknown): ComparedState {
  const error = errorBody(thrown);
  return error.code === 'ABORTED' ? { kind: 'stopped' } : { kind: 'failed', error };
}
