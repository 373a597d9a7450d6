/** What was dropped on the window, made into something the host can open. */
import { ComoveError } from '#core/contract/errors.ts';
import type { MethodInput } from '#core/contract/methods.ts';
import { wirePaths, type ComoveBridge, type RefusalBody } from '#core/contract/wire.ts';

export type OpenSource = MethodInput<'sequence.open'>['source'];

/** Files that a sequence is made of; others of a dropped folder stay where they are. */
const wanted = /\.(npz|json|jpe?g|png|npy)$/i;

/** Turns a drop into a source: its path where the shell tells it, else its bytes, sent to the host. */
export type ReadDrop = (items: DataTransfer) => Promise<{ source: OpenSource; name: string }>;

export function createReadDrop(bridge: ComoveBridge | undefined): ReadDrop {
  return async (transfer) => {
    const [first] = transfer.files;
    if (!first) throw new ComoveError('USAGE', 'Nothing that can be opened was dropped.');
    if (bridge) return { source: { path: bridge.pathForFile(first) }, name: first.name };
    // Entries are only there during the event: they are taken before the first wait.
    const entry = transfer.items[0].webkitGetAsEntry();
    const files = entry ? await filesBelow(entry, '') : [{ path: first.name, file: first }];
    return { source: { upload: await upload(files) }, name: first.name };
  };
}

interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

async function filesBelow(entry: FileSystemEntry, parent: string): Promise<DroppedFile[]> {
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

async function upload(files: readonly DroppedFile[]): Promise<string> {
  const { upload: id } = (await answer(await fetch(wirePaths.upload, { method: 'POST' }))) as {
    upload: string;
  };
  for (const { path, file } of files.filter(({ path: name }) => wanted.test(name))) {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    await answer(
      await fetch(`${wirePaths.upload}/${id}/${encoded}`, { method: 'PUT', body: file }),
    );
  }
  return id;
}

async function answer(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { code, message, ...about } = (body as RefusalBody).error;
  throw new ComoveError(code, message, about);
}
