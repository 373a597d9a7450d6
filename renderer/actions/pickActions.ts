import type { Action } from './action.ts';

/** The field for a point's number in the inspector. */
export const pickFieldId = 'pick-by-number';

export const pickByNumberAction: Action = {
  id: 'picks.number',
  label: 'Pick a point by its number',
  group: 'Picks',
  keys: ['p'],
  enabled: ({ stores }) => stores.sequence.getState().open !== undefined,
  run: ({ stores }) => {
    const { folded, toggleFolded } = stores.settings.getState();
    if (folded.includes('picks')) toggleFolded('picks');
    // A section that was folded has its field once it is drawn.
    requestAnimationFrame(() => document.getElementById(pickFieldId)?.focus());
  },
};

export const clearPicksAction: Action = {
  id: 'picks.clear',
  label: 'Clear the picks',
  group: 'Picks',
  keys: ['x'],
  enabled: ({ stores }) => stores.picks.getState().tracks.length > 0,
  run: ({ stores }) => stores.picks.getState().clear(),
};

export const pickActions = [pickByNumberAction, clearPicksAction];
