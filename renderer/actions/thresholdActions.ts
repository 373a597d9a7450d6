import type { Session } from '../session/session.ts';
import { paperStep } from '../state/threshold.ts';
import type { Action } from './action.ts';

const hasScores = ({ stores }: Session) => stores.map.getState().scores !== undefined;

const move = (id: string, label: string, key: string, by: number): Action => ({
  id: `threshold.${id}`,
  label,
  group: 'Threshold',
  keys: [key],
  enabled: hasScores,
  run: ({ stores }) => {
    const { low, high } = stores.map.getState().scale;
    const { value, set } = stores.threshold.getState();
    set(Math.max(low, Math.min(high, value + by)));
  },
});

export const autoThresholdAction: Action = {
  id: 'threshold.auto',
  label: 'Automatic threshold',
  group: 'Threshold',
  keys: ['a'],
  enabled: ({ stores }) => stores.map.getState().info !== undefined,
  run: ({ stores }) => {
    const { info } = stores.map.getState();
    if (info) stores.threshold.getState().set(info.autoThreshold, 'auto');
  },
};

export const bestF1Action: Action = {
  id: 'threshold.bestF1',
  label: 'Threshold of the best F1',
  group: 'Threshold',
  keys: ['b'],
  enabled: ({ stores }) => stores.threshold.getState().curve !== undefined,
  run: ({ stores }) => {
    const { curve, set } = stores.threshold.getState();
    if (curve) set(curve.best_f1.threshold);
  },
};

export const thresholdActions = [
  move('lower', 'Lower the threshold', 'BracketLeft', -paperStep),
  move('raise', 'Raise the threshold', 'BracketRight', paperStep),
  move('lowerFine', 'Lower it by a tenth of a step', 'Shift+BracketLeft', -paperStep / 10),
  move('raiseFine', 'Raise it by a tenth of a step', 'Shift+BracketRight', paperStep / 10),
  autoThresholdAction,
  bestF1Action,
];
