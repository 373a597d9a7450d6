import type { MatLayout, MatVariables } from './matTracks.ts';
import { homogeneousTracks, misshapen, numbersOf, pointLabels } from './matTracks.ts';

/**
 * KT3DMoSeg: tracked and labelled points of KITTI clips (Xu, Cheong and Li, "Motion segmentation by exploiting
 * complementary geometric models", CVPR 2018). A struct `Data` with `ySparse` (3, N, T) homogeneous pixels,
 * `visibleSparse` (N, T) and `GtLabel` (N, 1), where 1 is the background. Points are (0, 0) where they are not
 * visible. The dense tracks beside them (`yAll`) have no labels.
 */
export const kt3dmoseg: MatLayout = {
  name: 'KT3DMoSeg',
  needs: 'a struct Data with ySparse, visibleSparse and GtLabel',
  images: { folders: ['frames'], firstNumber: 1 },
  fits: (variables) => recordOf(variables)?.has('ySparse') ?? false,
  read(variables, file) {
    const record = recordOf(variables)!;
    const field = (name: string) => numbersOf(record, name, `Data.${name}`, file);
    const tracks = field('ySparse');
    const visible = field('visibleSparse');
    const [, pointCount, frameCount] = tracks.dims;
    if (visible.dims[0] !== pointCount || visible.dims[1] !== frameCount)
      throw misshapen(
        'Data.visibleSparse',
        visible,
        file,
        `${pointCount} x ${frameCount}, as ySparse`,
      );
    const isVisible = (point: number, frame: number) =>
      visible.data[point + pointCount * frame] !== 0;
    return {
      trajectories: homogeneousTracks(tracks, isVisible, 'Data.ySparse', file),
      labels: pointLabels(field('GtLabel'), pointCount, 'Data.GtLabel', file),
      background: 1,
      notes: record.has('yAll') ? ['The dense tracks (yAll) have no labels and are not read.'] : [],
    };
  },
};

function recordOf(variables: MatVariables): MatVariables | undefined {
  const value = variables.get('Data');
  return value?.kind === 'struct' ? value.records[0] : undefined;
}
