import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { MethodInput } from '#core/contract/methods.ts';
import type { PairPoints } from '../state/pair.ts';
import type { Stores } from '../state/stores.ts';
import { estimatorInfo, mapOrder } from './mapOrder.ts';

type PairOrder = MethodInput<'pair.describe'> & Pick<PairPoints, 'signal'>;

/** The section of the inspector that shows pairs; while it is folded nothing is asked. */
export const pairSection = 'pair';

/** How long the pointer rests on a point before it is asked about: shorter than attention, longer than a crossing. */
const restMillis = 80;

/**
 * Keeps the pair up with the first pick and the point under the pointer, or else the second pick. A pair stays in
 * sight when the pointer leaves its point, so that it can be looked at.
 */
export function startPairing(client: Client, stores: Stores): { dispose(): void } {
  const { picks, map, sequence, settings, pair } = stores;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = '';

  function follow(delayMillis = 0): void {
    clearTimeout(timer);
    const order = pairOrder(stores);
    if (!order) {
      newest = '';
      pair.setState({ points: undefined, description: undefined, problem: undefined });
    } else if (JSON.stringify(order) !== newest) {
      timer = setTimeout(() => void describe(order), delayMillis);
    }
  }

  async function describe(order: PairOrder): Promise<void> {
    if (settings.getState().folded.includes(pairSection)) return;
    const key = JSON.stringify(order);
    newest = key;
    const points = { pick: order.pick, other: order.other, signal: order.signal };
    try {
      const description = await client.call('pair.describe', order);
      if (key === newest) pair.setState({ points, description, problem: undefined });
    } catch (thrown) {
      if (key === newest)
        pair.setState({ points, description: undefined, problem: errorBody(thrown) });
    }
  }

  const subscriptions = [
    picks.subscribe((now, before) => {
      if (now.tracks !== before.tracks) follow();
      else if (now.hovered !== undefined) follow(restMillis);
    }),
    map.subscribe((now, before) => {
      if (now.choices !== before.choices) follow();
    }),
    sequence.subscribe((now, before) => {
      if (now.open !== before.open) follow();
    }),
    settings.subscribe((now, before) => {
      if (now.folded !== before.folded) follow();
    }),
  ];
  return {
    dispose() {
      clearTimeout(timer);
      subscriptions.forEach((unsubscribe) => unsubscribe());
    },
  };
}

/** What to ask: of the first pick, and of the hovered point, the second pick, or the point asked about last. */
function pairOrder(stores: Stores): PairOrder | undefined {
  const order = mapOrder(stores);
  if (!order) return undefined;
  const { open } = stores.sequence.getState();
  const { hovered, tracks } = stores.picks.getState();
  const [pick, second] = tracks;
  const last = stores.pair.getState().points?.other;
  const other = [hovered, second, last].find(
    (point) => point !== undefined && point !== pick && open?.status[point] === 0,
  );
  if (other === undefined) return undefined;
  const { sequenceId, visibleOnly, minimumOverlap } = order;
  const { signal } = stores.map.getState().choices;
  const options = networkOptions(stores);
  return { sequenceId, pick, other, options, signal, visibleOnly, minimumOverlap };
}

/** The network of the main score, where that is one of InfoNet's: the pair explains the map's numbers. */
function networkOptions(stores: Stores): NonNullable<PairOrder['options']> {
  const { estimator, options } = stores.map.getState().choices;
  const weights = estimatorInfo(stores, estimator)?.options.find(({ name }) => name === 'weights');
  return weights ? { weights: weights.default, ...options[estimator] } : {};
}
