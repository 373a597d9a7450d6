import { exactCurve, operatingPoint } from '#core/metrics/precisionRecall.ts';
import { automaticRadius, denseMask } from '#core/segment/densify.ts';
import { frameOfTrajectories } from '#core/tracks/pick.ts';
import type { Sequence } from '../../host/sequences/sequence.ts';
import { median, timed, type Figure } from './figures.ts';

/** Positions of the slider, evenly from the lowest score to the highest. */
const positions = 100;

/**
 * What one step of the threshold slider costs: the operating point on the curve, the selection, and the dense mask
 * of the middle frame at video size. Drawing comes on top.
 *
 * @param scores (N) in the archive's numbering
 */
export async function measureDrag(
  sequence: Sequence,
  pick: number,
  scores: Float32Array,
): Promise<Figure> {
  const { trajectories, kept, objects, width, height } = sequence;
  const keptScores = Float32Array.from(kept, (point) => scores[point]);
  const positive = Uint8Array.from(kept, (point) =>
    objects.labels[point] === objects.labels[pick] ? 1 : 0,
  );
  const { points } = exactCurve(keptScores, positive);
  const frame = frameOfTrajectories(trajectories, trajectories.frameCount >> 1);
  const visible = kept.filter((point) => frame.isVisible(point));
  const xy = Float64Array.from({ length: 2 * visible.length }, (_, i) =>
    i % 2 ? frame.y(visible[i >> 1]) : frame.x(visible[i >> 1]),
  );
  const radius = automaticRadius(xy);
  const [low, high] = [points[0].threshold, points[points.length - 1].threshold];
  const millis: number[] = [];
  for (let position = 0; position < positions; position++) {
    const threshold = low + ((high - low) * position) / (positions - 1);
    millis.push(
      await timed(() => {
        operatingPoint(points, threshold);
        const selected = Uint8Array.from(visible, (point) => (scores[point] >= threshold ? 1 : 0));
        denseMask({ xy, selected }, width, height, radius);
      }),
    );
  }
  return {
    name: 'threshold drag, one step',
    value: median(millis),
    unit: 'ms',
    restsOn: `${positions} thresholds; ${visible.length} visible points, mask of ${width} x ${height}`,
  };
}
