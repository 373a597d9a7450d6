import type { MatLayout, MatVariables } from './matTracks.ts';
import { homogeneousTracks, numbersOf, pointLabels } from './matTracks.ts';

/**
 * Hopkins155: tracks without gaps of clips with two or three motions (Tron and Vidal, "A benchmark for the
 * comparison of 3-D motion segmentation algorithms", CVPR 2007). `y` (3, N, T) homogeneous pixels (`x` is the
 * same in the camera's units), `s` (N, 1) the motion of each point, `width` and `height` in pixels. The
 * background moves with the camera and is a motion like the others: the file does not say which one it is.
 */
export const hopkins155: MatLayout = {
  name: 'Hopkins155',
  needs: 'y, s, width and height',
  images: { folders: ['frames', 'images'], firstNumber: 1 },
  fits: (variables) => variables.has('y') && variables.has('s'),
  read(variables, file) {
    const tracks = numbersOf(variables, 'y', 'y', file);
    const at = (point: number, frame: number) => 3 * (point + tracks.dims[1] * frame);
    const hasPosition = (point: number, frame: number) =>
      Number.isFinite(tracks.data[at(point, frame)]) &&
      Number.isFinite(tracks.data[at(point, frame) + 1]);
    return {
      trajectories: homogeneousTracks(tracks, hasPosition, 'y', file),
      labels: pointLabels(numbersOf(variables, 's', 's', file), tracks.dims[1], 's', file),
      size: sizeOf(variables, file),
      notes: [],
    };
  },
};

/** Images supply the size where the file leaves it out. */
function sizeOf(variables: MatVariables, file: string) {
  if (!variables.has('width') || !variables.has('height')) return undefined;
  const [width] = numbersOf(variables, 'width', 'width', file).data;
  const [height] = numbersOf(variables, 'height', 'height', file).data;
  return width >= 1 && height >= 1 ? { width, height } : undefined;
}
