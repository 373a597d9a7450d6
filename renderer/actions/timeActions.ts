import type { Session } from '../session/session.ts';
import type { Action } from './action.ts';

const isOpen = ({ stores }: Session) => stores.sequence.getState().open !== undefined;

const step = (id: string, label: string, key: string, frames: number): Action => ({
  id: `time.${id}`,
  label,
  group: 'Time',
  keys: [key],
  enabled: isOpen,
  run: ({ stores }) => stores.time.getState().step(frames),
});

export const playAction: Action = {
  id: 'time.play',
  label: 'Play or pause',
  group: 'Time',
  keys: ['Space'],
  on: 'keyup',
  enabled: isOpen,
  run: ({ stores }) => {
    const { playing, play, pause } = stores.time.getState();
    if (playing) pause();
    else play();
  },
};

export const timeActions = [
  playAction,
  step('previous', 'Previous frame', 'ArrowLeft', -1),
  step('next', 'Next frame', 'ArrowRight', 1),
  step('back', 'Ten frames back', 'Shift+ArrowLeft', -10),
  step('forward', 'Ten frames forward', 'Shift+ArrowRight', 10),
  step('first', 'First frame', 'Home', -Infinity),
  step('last', 'Last frame', 'End', Infinity),
];
