import { numberOption } from './options.ts';
import { trajectoryEstimator, type Trajectory } from './support/trajectoryPairs.ts';

/**
 * The largest difference over time between the velocities of two points, negated: objects are told apart by the
 * moment in which they move most differently.
 *
 * A velocity is the displacement over `step` frames, p(t + step) - p(t), divided by the step: pixels a frame. Brox
 * and Malik aggregate over five frames, which steadies it. On clips or overlaps without two frames that far apart,
 * the longest step that there is counts. Of their distance of two trajectories this is the maximum over t of the
 * difference in motion; the division by the local variation of the flow, which needs the flow field, and the factor
 * of the mean spatial distance are left out.
 */
export const velocityDifference = trajectoryEstimator(
  {
    name: 'velocity-difference',
    label: 'Velocity difference',
    summary:
      'Minus the largest difference of the velocities of the two points, pixels a frame: 0 where they move alike.',
    source:
      'Brox, Malik, "Object segmentation by long term analysis of point trajectories" (ECCV 2010)',
    options: [
      {
        name: 'step',
        label: 'step',
        summary: 'Frames over which a velocity is taken.',
        kind: 'integer',
        default: 5,
        min: 1,
        max: 100,
      },
    ],
  },
  (a, b, options) => {
    const step = numberOption(options, 'step');
    return a.frames ? ofFrames(a, b, a.frames, step) : ofAllFrames(a, b, step);
  },
);

function ofAllFrames(a: Trajectory, b: Trajectory, step: number): number {
  const count = a.x.length;
  const far = Math.min(step, count - 1);
  let largest = 0;
  for (let t = 0; t + far < count; t++)
    largest = Math.max(largest, changeOfOffset(a, b, t, t + far));
  return far > 0 ? -Math.sqrt(largest) / far : 0;
}

/** With gaps: of all steps up to the one asked for, the longest that two samples are apart. */
function ofFrames(a: Trajectory, b: Trajectory, frames: Uint32Array, step: number): number {
  let [far, largest] = [0, 0];
  let end = 0;
  for (let t = 0; t < frames.length; t++) {
    while (end + 1 < frames.length && frames[end + 1] - frames[t] <= step) end += 1;
    const apart = frames[end] - frames[t];
    if (apart === 0 || apart < far) continue;
    if (apart > far) [far, largest] = [apart, 0];
    largest = Math.max(largest, changeOfOffset(a, b, t, end));
  }
  return far > 0 ? -Math.sqrt(largest) / far : 0;
}

/** Squared difference of two points' displacements from one sample to another: how far their offset has changed. */
function changeOfOffset(a: Trajectory, b: Trajectory, from: number, to: number): number {
  const x = a.x[to] - a.x[from] - (b.x[to] - b.x[from]);
  const y = a.y[to] - a.y[from] - (b.y[to] - b.y[from]);
  return x * x + y * y;
}
