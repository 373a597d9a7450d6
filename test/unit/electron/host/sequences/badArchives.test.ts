import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeFloat16 } from '#core/formats/float16Write.ts';
import { coordinateAt, isVisible } from '#core/tracks/trajectories.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import numpy from '../../../../fixtures/numpy/arrays.json' with { type: 'json' };
import { npyFile } from '../../../../support/npyFile.ts';
import { zipFile, type ZipEntry } from '../../../../support/zipFile.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comove-archive-'));
  file = join(folder, 'anno.npz');
});
afterEach(() => rmSync(folder, { recursive: true }));

const [T, N] = [12, 4];
const position = (t: number, n: number, c: number) => 10 * n + t + 0.5 * c;
const inCOrder = Float32Array.from({ length: T * N * 2 }, (_, i) =>
  position(Math.floor(i / (2 * N)), Math.floor(i / 2) % N, i % 2),
);
const trajectories = npyFile({ descr: '<f4', shape: [T, N, 2] }, inCOrder);
const visibs = npyFile({ descr: '|b1', shape: [T, N] }, new Uint8Array(T * N).fill(1));

function write(entries: ZipEntry[], options?: { zip64: boolean }): void {
  writeFileSync(file, zipFile(entries, options));
}

const trajs = (data: Uint8Array): ZipEntry => ({ name: 'trajs_2d.npy', data, method: 'deflated' });
const seen: ZipEntry = { name: 'visibs.npy', data: visibs };

async function expectAllPositions(): Promise<void> {
  const { trajectories: read } = await openSequence(file);
  for (let t = 0; t < T; t++)
    for (let n = 0; n < N; n++) {
      expect([coordinateAt(read, n, 0, t), coordinateAt(read, n, 1, t)]).toEqual([
        position(t, n, 0),
        position(t, n, 1),
      ]);
      expect(isVisible(read, n, t)).toBe(true);
    }
}

describe('archives of every make', () => {
  it.each<[string, ZipEntry[], boolean]>([
    ['stored', [{ ...trajs(trajectories), method: 'stored' }, seen], false],
    ['deflated', [trajs(trajectories), { ...seen, method: 'deflated' }], false],
    [
      'ZIP64',
      [
        { ...trajs(trajectories), zip64: true },
        { ...seen, zip64: true },
      ],
      true,
    ],
    ['ZIP64 by entry', [{ ...trajs(trajectories), method: 'stored', zip64: true }, seen], false],
  ])('%s', async (_, entries, zip64) => {
    write(entries, { zip64 });
    await expectAllPositions();
  });

  it.each<[string, string, (values: Float32Array) => ArrayBufferView]>([
    ['float16', '<f2', (values) => encodeFloat16(values)],
    ['float64', '<f8', (values) => Float64Array.from(values)],
    ['big-endian float32', '>f4', (values) => Buffer.from(values.slice().buffer).swap32()],
  ])('%s', async (_, descr, encode) => {
    write([trajs(npyFile({ descr, shape: [T, N, 2] }, encode(inCOrder))), seen]);
    await expectAllPositions();
  });

  it('Fortran order', async () => {
    const data = new Float32Array(inCOrder.length);
    for (let t = 0; t < T; t++)
      for (let n = 0; n < N; n++)
        for (let c = 0; c < 2; c++) data[t + T * (n + N * c)] = position(t, n, c);
    write([trajs(npyFile({ descr: '<f4', shape: [T, N, 2], fortran: true }, data)), seen]);
    await expectAllPositions();
  });

  it('with objects, damaged and foreign members beside what is needed', async () => {
    const object = Buffer.from(numpy.arrays.object.base64, 'base64');
    write([
      { name: 'trajs_3d.npy', data: object },
      { name: 'readme.txt', data: Buffer.from('hello') },
      { name: 'normals.npy', data: Buffer.from('broken'), claimedCrc: 1 },
      trajs(trajectories),
      seen,
    ]);
    await expectAllPositions();
    const notes = (await openSequence(file)).notes.join('\n');
    expect(notes).toMatch(/trajs_3d holds objects instead of numbers and is skipped/);
    expect(notes).toMatch(/normals is damaged and is skipped/);
  });

  it('takes visibility that holds objects for missing', async () => {
    const object = Buffer.from(numpy.arrays.object.base64, 'base64');
    write([trajs(trajectories), { name: 'visibs.npy', data: object }]);
    expect((await openSequence(file)).notes.join('\n')).toMatch(
      /does not say which points are visible/,
    );
  });
});

describe('what cannot be read', () => {
  const shaped = (...shape: number[]) =>
    npyFile({ descr: '<f4', shape }, new Float32Array(shape.reduce((a, b) => a * b, 1)));
  const whole = () => zipFile([trajs(trajectories), seen]);
  const zipped =
    (entry: ZipEntry, ...more: ZipEntry[]) =>
    () =>
      zipFile([entry, ...more]);
  const longer = Buffer.concat([trajectories, Buffer.alloc(10)]);

  it.each<[string, () => Uint8Array, RegExp, RegExp, string?]>([
    [
      'text',
      () => Buffer.from('This is no archive at all.'),
      /is not a zip archive/,
      /numpy\.savez/,
    ],
    ['nothing', () => Buffer.alloc(0), /is empty/, /again/],
    ['a zip cut in half', () => whole().subarray(0, 200), /is truncated/, /again/],
    [
      'a zip without its beginning',
      () => whole().subarray(90),
      /is not a zip archive|is damaged/,
      /./,
    ],
    ['no trajs_2d', zipped(seen), /has no trajs_2d; it has visibs/, /\(T, N, 2\)/],
    ['no members', () => zipFile([]), /has no trajs_2d; it has no members at all|not a zip/, /./],
    ['rank 2', zipped(trajs(shaped(24, 4))), /has the shape \(24, 4\)/, /\(T, N, 2\)/],
    [
      'three coordinates',
      zipped(trajs(shaped(12, 4, 3))),
      /has the shape \(12, 4, 3\)/,
      /\(T, N, 2\)/,
    ],
    ['7 frames', zipped(trajs(shaped(7, 4, 2))), /has 7 frames/, /at least 8 frames/],
    ['1 point', zipped(trajs(shaped(9, 1, 2))), /has 1 point\./, /at least 2 points/],
    ['no points', zipped(trajs(shaped(9, 0, 2))), /has 0 points/, /at least 2 points/],
    [
      'integers',
      zipped(trajs(npyFile({ descr: '<i4', shape: [12, 4, 2] }, new Int32Array(96)))),
      /holds int32/,
      /float16/,
    ],
    [
      'objects',
      zipped(trajs(Buffer.from(numpy.arrays.object.base64, 'base64'))),
      /holds object/,
      /float16/,
    ],
    [
      'another shape of visibs',
      zipped(trajs(trajectories), { name: 'visibs.npy', data: shaped(4, 12) }),
      /visibs .* \(4, 12\)/,
      /\(12, 4\)/,
    ],
    [
      'a header that promises more',
      zipped(trajs(trajectories.subarray(0, -8))),
      /trajs_2d\.npy .* too short/,
      /again/,
    ],
    ['a header that promises less', zipped(trajs(longer)), /trajs_2d\.npy .* too long/, /again/],
    [
      'a header that promises the moon',
      zipped(trajs(npyFile({ descr: '<f4', shape: [1e6, 1e7, 2] }, inCOrder))),
      /too short/,
      /again/,
    ],
    [
      'a directory that promises the moon',
      zipped({
        ...trajs(npyFile({ descr: '<f4', shape: [1e6, 1e7, 2] }, inCOrder)),
        zip64: true,
        claimedSize: 8e13 + 128,
      }),
      /cannot unpack to the/,
      /again/,
    ],
    [
      'a directory that promises more',
      zipped({
        ...trajs(npyFile({ descr: '<f4', shape: [T, N + 1, 2] }, inCOrder)),
        claimedSize: 128 + 96 * 5,
      }),
      /shorter than the directory says/,
      /again/,
    ],
    [
      'a wrong checksum',
      zipped({ ...trajs(trajectories), claimedCrc: 5 }),
      /checksum is wrong/,
      /again/,
    ],
    [
      'no .npy in trajs_2d',
      zipped(trajs(Buffer.from('hello'))),
      /does not begin like a NumPy array/,
      /again/,
    ],
    [
      'a member that leads outside',
      zipped({ name: '../trajs_2d.npy', data: trajectories }),
      /leads outside/,
      /Do not use/,
      'FORBIDDEN_PATH',
    ],
    [
      'an absolute member',
      zipped({ name: '/etc/trajs_2d.npy', data: trajectories }),
      /leads outside/,
      /Do not use/,
      'FORBIDDEN_PATH',
    ],
  ])('%s', async (_, bytes, message, remedy, code = 'BAD_INPUT') => {
    writeFileSync(file, bytes());
    await expect(openSequence(file)).rejects.toMatchObject({
      name: 'ComoveError',
      code,
      file,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    await expect(openSequence(file)).rejects.toThrow(file);
  });

  it('flipped bits in packed numbers', async () => {
    const bytes = Buffer.from(whole());
    bytes.fill(0xff, 120, 180);
    writeFileSync(file, bytes);
    await expect(openSequence(file)).rejects.toMatchObject({ code: 'BAD_INPUT', file });
  });

  it('a file that shrinks while it is read', async () => {
    const data = npyFile({ descr: '<f4', shape: [1000, 500, 2] }, new Float32Array(1e6).fill(1));
    write([{ ...trajs(data), method: 'stored' }, seen]);
    const size = readFileSync(file).length;
    let cut = false;
    const opened = openSequence(file, {
      onProgress: () => {
        if (!cut) truncateSync(file, Math.floor(size / 2));
        cut = true;
      },
    });
    await expect(opened).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/the file ends within it/),
    });
  });

  it('a folder in place of an archive', async () => {
    await expect(openSequence(folder)).rejects.toMatchObject({ code: 'NOT_FOUND', file: folder });
  });
});
