import type { Session } from '../session/session.ts';
import type { Action } from './action.ts';

/** Asks by the system's own dialog and opens what was chosen; a failure to ask is shown like one to open. */
export async function chooseAndOpen(
  session: Session,
  purpose: 'openFolder' | 'openArchive',
): Promise<void> {
  const { path } = await session.client.call('files.choose', { purpose });
  if (path !== undefined) await session.openPath(path);
}

const hasSample = ({ stores }: Session) =>
  stores.connection.getState().capabilities?.hasSample === true;

export const openAction: Action = {
  id: 'file.open',
  label: 'Open a sequence',
  group: 'File',
  keys: ['o', '$mod+o'],
  run: (session) => {
    const { capabilities } = session.stores.connection.getState();
    if (capabilities?.systemDialogs) void chooseAndOpen(session, 'openFolder');
    else session.stores.dialogs.getState().show('open');
  },
};

export const sampleAction: Action = {
  id: 'file.sample',
  label: 'Open the sample',
  group: 'File',
  keys: ['Shift+o'],
  enabled: hasSample,
  run: (session) => void session.open({ sample: true }, 'the sample'),
};

export const exportAction: Action = {
  id: 'file.export',
  label: 'Export the segmentation',
  group: 'File',
  keys: ['e', '$mod+e'],
  enabled: ({ stores }) => stores.map.getState().info !== undefined,
  run: ({ stores }) => stores.dialogs.getState().show('export'),
};

export const fileActions = [openAction, sampleAction, exportAction];
