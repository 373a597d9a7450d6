/** Keys of actions: their conflicts, and how they are written for people. Pure. */
import type { Action } from './action.ts';

/** Keys that more than one action claims, with the actions' ids. */
export function keyConflicts(actions: readonly Action[]): Map<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const { id, keys } of actions)
    for (const key of keys) {
      const normal = normalKey(key);
      claims.set(normal, [...(claims.get(normal) ?? []), id]);
    }
  return new Map([...claims].filter(([, ids]) => ids.length > 1));
}

/** One spelling for a key: modifiers in order, letters without case (Shift is written as a modifier). */
function normalKey(key: string): string {
  const parts = key.split('+').filter((part) => !/^\[.+\]$/.test(part));
  const name = parts.pop() ?? '';
  return [...parts.sort(), name.toLowerCase()].join('+');
}

const written: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  BracketLeft: '[',
  BracketRight: ']',
  Escape: 'Esc',
};

/** As people write it: 'Ctrl+E', 'Shift+←', '['; modifiers that may be held or not are left out. */
export function formatKey(key: string, isMac: boolean): string {
  return key
    .split('+')
    .filter((part) => !/^\[.+\]$/.test(part))
    .map((part) => {
      if (part === '$mod') return isMac ? 'Cmd' : 'Ctrl';
      return written[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join('+');
}

/** The first key of an action in brackets, to follow a label in a tooltip; empty when it has none. */
export function keyHint({ keys }: Action, isMac: boolean): string {
  return keys.length > 0 ? ` (${formatKey(keys[0], isMac)})` : '';
}
