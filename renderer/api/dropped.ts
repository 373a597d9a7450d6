/** What was dropped on the window, made into something the host can open. */
import { ComoveError } from '#core/contract/errors.ts';
import type { MethodInput } from '#core/contract/methods.ts';
import type { ComoveBridge } from '#core/contract/wire.ts';
import { sendFiles, type DroppedFile, type SendOptions } from './upload.ts';

export type OpenSource = MethodInput<'sequence.open'>['source'];

export interface Drop {
  readonly name: string;
  /** A path where the shell tells it; else the bytes are sent to the host first. */
  source(options: SendOptions): Promise<OpenSource>;
}

/**
 * Reads what a drop event carries; must be called during the event.
 *
 * @throws ComoveError USAGE when it carries no file
 */
export type ReadDrop = (transfer: DataTransfer) => Drop;

/** Files that a sequence is made of; others of a dropped folder stay where they are. */
const wanted = /\.(npz|npy|mat|json|jpe?g|png)$/i;
/** Folders of a PointOdyssey sequence that Comove does not read, gigabytes of them. */
const unread = /(^|\/)(depths|normals)\//;

export function createReadDrop(bridge: ComoveBridge | undefined): ReadDrop {
  return (transfer) => {
    const [first] = transfer.files;
    if (!first)
      throw new ComoveError('USAGE', 'What was dropped is no file.', {
        remedy: 'Drop a folder or an archive from a file manager.',
      });
    const { name } = first;
    if (bridge) return { name, source: async () => ({ path: bridge.pathForFile(first) }) };
    // Items are there during the event only: they are taken before the first wait. A file that another page
    // made has no entry in a file system.
    const items = [...transfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
    return {
      name,
      async source(options) {
        const below = await Promise.all(items.map((item) => (item ? filesOf(item) : [])));
        const files = below.flat().filter(({ path }) => wanted.test(path) && !unread.test(path));
        if (files.length === 0)
          throw new ComoveError('BAD_INPUT', `${name} holds no tracks and no images.`, {
            file: name,
            remedy:
              'Drop a sequence: its folder, its annotation archive (.npz), or labelled tracks (.mat).',
          });
        return { upload: await sendFiles(files, options) };
      },
    };
  };
}

async function filesOf(item: FileSystemEntry | File): Promise<DroppedFile[]> {
  return item instanceof File ? [{ path: item.name, file: item }] : filesBelow(item);
}

/** All files of an entry, with their paths below what was dropped. */
async function filesBelow(entry: FileSystemEntry, parent = ''): Promise<DroppedFile[]> {
  const path = parent ? `${parent}/${entry.name}` : entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: DroppedFile[] = [];
  // A reader gives its entries in portions and ends with an empty one.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return files;
    for (const child of portion) files.push(...(await filesBelow(child, path)));
  }
}
