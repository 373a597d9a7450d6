/**
 * The two spaces of the stage. Both have x to the right and y down.
 * Image: pixels of the video, pixel centres at integers, so the image covers [-0.5, width - 0.5).
 * View: CSS pixels from the canvas's top left corner.
 */
declare const space: unique symbol;

export interface ImagePoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: 'image';
}

export interface ViewPoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: 'view';
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint;
export const viewPoint = (x: number, y: number): ViewPoint => ({ x, y }) as ViewPoint;
