/** How components reach the stores of their window. */
import { createContext, useContext } from 'react';
import type { Stores } from './stores.ts';

export const StoresContext = createContext<Stores | undefined>(undefined);

/** The stores; read a value of one with zustand's `useStore(stores.time, (state) => state.frame)`. */
export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('Rendered outside of a StoresContext.');
  return stores;
}
