/** Which dialog is open: one at a time. */
import { createStore } from 'zustand/vanilla';

export const dialogNames = ['open', 'export', 'keys'] as const;
export type DialogName = (typeof dialogNames)[number];

export interface DialogsState {
  readonly current: DialogName | undefined;
  show(dialog: DialogName): void;
  close(): void;
}

export type DialogsStore = ReturnType<typeof createDialogsStore>;

export function createDialogsStore() {
  return createStore<DialogsState>()((set) => ({
    current: undefined,
    show: (current) => set({ current }),
    close: () => set({ current: undefined }),
  }));
}
