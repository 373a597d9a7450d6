import { createContext, useContext } from 'react';
import type { Session } from './session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of the window that a component is in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Rendered outside of a SessionContext.');
  return session;
}
