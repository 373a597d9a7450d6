import { useStore } from 'zustand';
import { useStores } from '../../state/context.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { OpenDialog } from './OpenDialog.tsx';

const dialogs = { open: OpenDialog, export: ExportDialog, keys: KeysDialog } as const;

/** The dialog that is open, if one is. */
export function Dialogs() {
  const store = useStores().dialogs;
  const current = useStore(store, (state) => state.current);
  if (!current) return null;
  const Current = dialogs[current];
  return <Current onClose={store.getState().close} />;
}
