/** All actions of the window. */
import type { Action } from './action.ts';
import { compareActions } from './compareActions.ts';
import { fileActions } from './fileActions.ts';
import { pickActions } from './pickActions.ts';
import { thresholdActions } from './thresholdActions.ts';
import { timeActions } from './timeActions.ts';
import { viewActions } from './viewActions.ts';
import { windowActions } from './windowActions.ts';

export const actions: readonly Action[] = [
  ...fileActions,
  ...timeActions,
  ...viewActions,
  ...pickActions,
  ...compareActions,
  ...thresholdActions,
  ...windowActions,
];
