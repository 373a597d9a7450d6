import type { Action } from './action.ts';

/** The button that opens the list of estimators to compare. */
export const compareButtonId = 'compare-estimators';

export const compareAction: Action = {
  id: 'compare.choose',
  label: 'Choose estimators to compare',
  group: 'Picks',
  keys: ['m'],
  enabled: ({ stores }) => stores.sequence.getState().open !== undefined,
  run: ({ stores }) => {
    const { folded, toggleFolded } = stores.settings.getState();
    if (folded.includes('curve')) toggleFolded('curve');
    // A section that was folded has its button once it is drawn.
    requestAnimationFrame(() => {
      const button = document.getElementById(compareButtonId);
      button?.focus();
      button?.click();
    });
  },
};

export const compareActions = [compareAction];
