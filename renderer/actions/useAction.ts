import { useSyncExternalStore } from 'react';
import { useSession } from '../session/context.ts';
import type { Action } from './action.ts';
import { keyHint } from './keys.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What a button needs of an action; renders anew when the action becomes possible or impossible. */
export function useAction(action: Action) {
  const session = useSession();
  const enabled = useSyncExternalStore(
    (onChange) => {
      const ends = Object.values(session.stores).map((store) => store.subscribe(onChange));
      return () => ends.forEach((end) => end());
    },
    () => action.enabled?.(session) ?? true,
  );
  return {
    disabled: !enabled,
    title: `${action.label}${keyHint(action, isMac)}`,
    onClick: () => action.run(session),
  };
}
