import { tinykeys, type KeybindingsMap } from 'tinykeys';
import type { Session } from '../session/session.ts';
import type { Action } from './action.ts';

/** What takes all keys for itself while it has the focus. */
const ownsKeys = 'textarea, select, [contenteditable], [role=dialog], [role=menu]';
/** Inputs that are typed in; a check box or a slider leaves most keys to the window. */
const typedIn = 'input:not([type=range], [type=checkbox], [type=radio])';
/** What Space presses. */
const pressedBySpace = 'button, summary, input[type=checkbox], input[type=radio], [role=button]';
/** What the arrow keys, Home and End move. */
const movedByArrows = 'input[type=range], [role=slider], input[type=radio], [role=menuitem]';

/** True when a key belongs to the element that has the focus. */
export function isTaken({ target, key }: Pick<KeyboardEvent, 'target' | 'key'>): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(ownsKeys) || target.matches(typedIn)) return true;
  if (key === ' ') return target.matches(pressedBySpace);
  if (/^(Arrow|Home|End|Page)/.test(key)) return target.matches(movedByArrows);
  return false;
}

/** Binds the keys of actions to a window until the returned function is called. */
export function bindKeys(page: Window, session: Session, actions: readonly Action[]): () => void {
  const bind = (on: 'keydown' | 'keyup') => {
    const map: KeybindingsMap = {};
    for (const action of actions) {
      if ((action.on ?? 'keydown') !== on) continue;
      for (const key of action.keys)
        map[key] = (event) => {
          if (action.enabled && !action.enabled(session)) return;
          event.preventDefault();
          action.run(session);
        };
    }
    return tinykeys(page, map, {
      event: on,
      ignore: (event) => event.defaultPrevented || isTaken(event),
    });
  };
  const ends = [bind('keydown'), bind('keyup')];
  // Space would scroll the page, or press a button it was moved away from.
  return () => ends.forEach((end) => end());
}
