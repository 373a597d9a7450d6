/**
 * Reads the archive in argv[2] in a process of its own and prints, as JSON, the most memory that arrays and
 * buffers took at any time above what there was before, and the bytes of trajs_2d.
 */
import { readTrajectories } from '#electron/host/sequences/readTrajectories.ts';

const before = process.memoryUsage().arrayBuffers;
let peak = 0;
const sample = () => {
  peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
};
const { trajectories } = await readTrajectories(process.argv[2], { onProgress: sample });
sample();
console.log(JSON.stringify({ peak, bytes: trajectories.data.byteLength }));
