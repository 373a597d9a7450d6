import type { Action } from './action.ts';
import { themeAction } from './viewActions.ts';

export const abortAction: Action = {
  id: 'window.abort',
  label: 'Abort what is running',
  group: 'Window',
  keys: ['Escape'],
  enabled: ({ stores }) => stores.jobs.getState().jobs.length > 0,
  run: (session) => {
    const job = session.stores.jobs.getState().jobs.at(-1);
    if (job) session.abort(job.jobId);
  },
};

export const keysAction: Action = {
  id: 'window.keys',
  label: 'Show all keys',
  group: 'Window',
  // With or without Shift: where '?' is on the keyboard is the keyboard's business.
  keys: ['[Shift]+?'],
  run: ({ stores }) => stores.dialogs.getState().show('keys'),
};

export const windowActions = [abortAction, themeAction, keysAction];
