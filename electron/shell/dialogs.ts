import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { DialogPurpose } from '../host/services/hostOptions.ts';

const options: Readonly<Record<DialogPurpose, OpenDialogOptions>> = {
  openFolder: { title: 'Open a sequence', properties: ['openDirectory'] },
  openArchive: {
    title: 'Open an annotation archive',
    properties: ['openFile'],
    filters: [{ name: 'Annotation archive, or labelled tracks', extensions: ['npz', 'mat'] }],
  },
  exportFolder: { title: 'Export to', properties: ['openDirectory', 'createDirectory'] },
};

/** Shows the system's dialog; undefined when it was cancelled. */
export async function choosePath(
  window: BrowserWindow | undefined,
  purpose: DialogPurpose,
): Promise<string | undefined> {
  const { filePaths } = window
    ? await dialog.showOpenDialog(window, options[purpose])
    : await dialog.showOpenDialog(options[purpose]);
  return filePaths[0];
}
