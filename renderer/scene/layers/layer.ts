import type { Object3D } from 'three';

/** One thing drawn on the stage. Layers are ordered by `object.renderOrder`, from the video up. */
export interface Layer {
  readonly object: Object3D;
  dispose(): void;
}

/** Drawing order from the video up; markers of picks lie on everything. */
export const layerOrder = {
  image: 0,
  heat: 1,
  segment: 2,
  points: 3,
  segmentOutline: 4,
  truthOutline: 5,
  markers: 6,
} as const;
