/** Actions are data: the keyboard, buttons, menus and the sheet of keys all read these records. */
import type { Session } from '../session/session.ts';

export const actionGroups = ['File', 'Time', 'Layers', 'Picks', 'Threshold', 'Window'] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  /** 'time.play' */
  readonly id: string;
  /** What it does, sentence case, as an order: 'Play or pause'. */
  readonly label: string;
  readonly group: ActionGroup;
  /** In tinykeys' notation; '$mod' is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[];
  /** 'keyup' lets the stage swallow a Space that served to pan. */
  readonly on?: 'keydown' | 'keyup';
  /** Absent: always. */
  enabled?(session: Session): boolean;
  run(session: Session): void;
}
