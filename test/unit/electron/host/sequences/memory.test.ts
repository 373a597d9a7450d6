import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { npyFile } from '../../../../support/npyFile.ts';
import { sequenceFolder, type SequenceFolder } from '../../../../support/sequenceFolder.ts';
import { zipFile, type ZipEntry } from '../../../../support/zipFile.ts';

const root = join(import.meta.dirname, '../../../../..');
const [T, N] = [2000, 6250];

let folder: SequenceFolder;
beforeEach(() => {
  folder = sequenceFolder();
});
afterEach(() => folder.dispose());

/** An archive of 100 MB of trajs_2d. */
function writeBigArchive(method: ZipEntry['method'], fortran: boolean): string {
  const positions = new Float32Array(T * N * 2).fill(7);
  const trajs = npyFile({ descr: '<f4', shape: [T, N, 2], fortran }, positions);
  const visibs = npyFile({ descr: '|b1', shape: [T, N] }, new Uint8Array(T * N).fill(1));
  const members: ZipEntry[] = [
    { name: 'trajs_2d.npy', data: trajs, method },
    { name: 'visibs.npy', data: visibs, method },
  ];
  return folder.write('anno.npz', zipFile(members));
}

// The issue asks for 1.3. What is returned are the positions (1) and the bits of visibility (1/64 of them, since a
// position has 64 bits); the rest is chunks and blocks of fixed size, some 2 % of this archive.
it.each<[ZipEntry['method'], string]>([
  ['stored', 'C'],
  ['deflated', 'C'],
  ['deflated', 'Fortran'],
])(
  'reads a %s archive in %s order in hardly more memory than it returns',
  (method, order) => {
    const file = writeBigArchive(method, order === 'Fortran');
    const script = join(root, 'test/support/peakMemory.ts');
    const printed = execFileSync(process.execPath, ['--import', 'tsx', script, file], {
      cwd: root,
    });
    const { peak, bytes } = JSON.parse(printed.toString()) as { peak: number; bytes: number };
    expect(bytes).toBe(T * N * 2 * Float32Array.BYTES_PER_ELEMENT);
    expect(peak / bytes).toBeGreaterThan(1);
    expect(peak / bytes).toBeLessThan(1.15);
  },
  30_000,
);
