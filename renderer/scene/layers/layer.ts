import type { Object3D } from 'three';

/** One thing drawn on the stage. Layers are drawn in the order in which the stage lists them. */
export interface Layer {
  readonly object: Object3D;
  dispose(): void;
}
