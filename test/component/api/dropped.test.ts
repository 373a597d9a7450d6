import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComoveBridge } from '#core/contract/wire.ts';
import { createReadDrop } from '#renderer/api/dropped.ts';

const requests: string[] = [];
beforeEach(() => {
  requests.length = 0;
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit = {}) => {
    requests.push(`${method} ${url}${body instanceof Blob ? ` ${body.size}` : ''}`);
    return url.endsWith('full.png')
      ? new Response(JSON.stringify({ error: { code: 'WRITE_FAILED', message: 'No space.' } }), {
          status: 507,
        })
      : new Response(JSON.stringify({ upload: 'u1' }));
  });
});

const file = (name: string, size = 1) => new File(['x'.repeat(size)], name);
const fileEntry = (name: string, size = 1) => ({
  isFile: true,
  name,
  file: (resolve: (file: File) => void) => resolve(file(name, size)),
});
/** A folder that gives its entries one at a time, as browsers may. */
const folderEntry = (name: string, children: object[]) => ({
  isFile: false,
  name,
  createReader: () => {
    const left = [...children];
    return { readEntries: (resolve: (entries: object[]) => void) => resolve(left.splice(0, 1)) };
  },
});
const drop = (name: string, entries: object[]) =>
  ({
    files: entries.length ? [file(name)] : [],
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
  }) as unknown as DataTransfer;

const sendOptions = () => ({ signal: new AbortController().signal, onProgress: vi.fn() });

describe('what is dropped', () => {
  it('is a path where the shell tells it', async () => {
    const bridge = { pathForFile: ({ name }: File) => `/data/${name}` } as unknown as ComoveBridge;
    const dropped = createReadDrop(bridge)(drop('walkers', [{}]));
    expect(dropped.name).toBe('walkers');
    expect(await dropped.source(sendOptions())).toEqual({ path: '/data/walkers' });
    expect(requests).toEqual([]);
  });

  it('is sent as bytes otherwise: what a sequence is made of, nothing else', async () => {
    const options = sendOptions();
    const dropped = createReadDrop(undefined)(
      drop('a b', [
        folderEntry('a b', [
          fileEntry('anno.npz', 5),
          fileEntry('notes.txt'),
          folderEntry('rgbs', [fileEntry('rgb_00000.jpg', 2), fileEntry('rgb_00001.jpg', 3)]),
          folderEntry('depths', [fileEntry('depth_00000.png')]),
        ]),
      ]),
    );
    expect(await dropped.source(options)).toEqual({ upload: 'u1' });
    expect(requests).toEqual([
      'POST /upload',
      'PUT /upload/u1/a%20b/anno.npz 5',
      'PUT /upload/u1/a%20b/rgbs/rgb_00000.jpg 2',
      'PUT /upload/u1/a%20b/rgbs/rgb_00001.jpg 3',
    ]);
    expect(options.onProgress.mock.calls).toEqual([
      [0, 10],
      [5, 10],
      [7, 10],
      [10, 10],
    ]);
  });

  it('may be a file without an entry in a file system', async () => {
    const transfer = {
      files: [file('anno.npz')],
      items: [{ webkitGetAsEntry: () => null, getAsFile: () => file('anno.npz', 4) }],
    } as unknown as DataTransfer;
    await createReadDrop(undefined)(transfer).source(sendOptions());
    expect(requests).toEqual(['POST /upload', 'PUT /upload/u1/anno.npz 4']);
  });

  it('may be labelled tracks with their frames', async () => {
    const frames = folderEntry('frames', [fileEntry('000001.png', 2)]);
    const clip = folderEntry('clip', [fileEntry('clip.mat', 4), frames]);
    await createReadDrop(undefined)(drop('clip', [clip])).source(sendOptions());
    expect(requests).toEqual([
      'POST /upload',
      'PUT /upload/u1/clip/clip.mat 4',
      'PUT /upload/u1/clip/frames/000001.png 2',
    ]);
  });

  it('leaves nothing behind when the host refuses', async () => {
    const dropped = createReadDrop(undefined)(
      drop('x', [folderEntry('x', [fileEntry('full.png'), fileEntry('never.png')])]),
    );
    await expect(dropped.source(sendOptions())).rejects.toMatchObject({ message: 'No space.' });
    expect(requests).toEqual(['POST /upload', 'PUT /upload/u1/x/full.png 1', 'DELETE /upload/u1']);
  });

  it('is refused with a remedy when it is no file, or nothing of a sequence', async () => {
    const read = createReadDrop(undefined);
    expect(() => read(drop('', []))).toThrow('What was dropped is no file.');
    await expect(
      read(drop('x', [folderEntry('x', [fileEntry('notes.txt')])])).source(sendOptions()),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', file: 'x' });
    expect(requests).toEqual([]);
  });
});
