/**
 * The stage's drawing: an orthographic camera in image pixels over layers, from the video up. Draws only when
 * something changed, once per animation frame. Knows no stores and no React; renderer/panels/stage feeds it.
 */
import { LinearSRGBColorSpace, OrthographicCamera, Scene, WebGLRenderer } from 'three';
import type { FramePoints } from '../api/frameSource.ts';
import { createFillLayer } from './layers/fill.ts';
import { createHeatLayer } from './layers/heat.ts';
import { createImageLayer } from './layers/image.ts';
import { createMarkersLayer } from './layers/markers.ts';
import { createOutlineLayer } from './layers/outline.ts';
import { createPointsLayer } from './layers/points.ts';
import { pointDiameter } from './pointStyle.ts';
import type { Size, ViewPoint } from './spaces.ts';
import { createSharedUniforms, writeColourMap } from './uniforms.ts';
import {
  fitTransform,
  panBy,
  resizeTransform,
  zoomAt,
  type ViewTransform,
} from './viewTransform.ts';

/** What does not change while a clip is open. */
export interface Clip {
  readonly image: Size;
  /** (N) index into pointStatuses. */
  readonly status: Uint8Array;
  readonly keptCount: number;
}

export interface ShownLayers {
  readonly points: boolean;
  readonly heat: boolean;
  readonly segment: boolean;
  readonly truth: boolean;
  readonly dropped: boolean;
}

export interface StageStats {
  /** Draw calls of the last picture: in all, and of the points. */
  readonly calls: number;
  readonly pointCalls: number;
  /** Pictures drawn since the start. */
  readonly pictures: number;
}

export interface StageView {
  open(clip: Clip): void;
  setFrame(points: FramePoints, image: ImageBitmap | undefined): void;
  /** (N) scores, NaN where there is none. */
  setScores(scores: Float32Array | undefined): void;
  /** Scores at the ends of the colour map. */
  setRange(low: number, high: number): void;
  setThreshold(threshold: number): void;
  /** 256 RGBA colours. */
  setColourMap(rgba: Uint8Array): void;
  setLayers(layers: ShownLayers): void;
  /** 0 to 1. */
  setOpacity(opacity: number): void;
  setMarkers(picks: readonly number[], hovered: number | undefined): void;
  /** (height, width) bytes and its outline; undefined: nothing is segmented. */
  setSegment(segment: { mask: Uint8Array; outline: Float32Array } | undefined): void;
  setTruth(outline: Float32Array): void;
  /** Asks for a new picture: `prepare` is called just before it is drawn. */
  invalidate(): void;
  transform(): ViewTransform;
  fit(): void;
  zoomAt(at: ViewPoint, factor: number): void;
  panBy(by: ViewPoint): void;
  resize(view: Size, pixelRatio: number): void;
  stats(): StageStats;
  dispose(): void;
}

export interface StageViewOptions {
  /** Last moment to set what goes into the picture, so that costly parts are computed once per picture. */
  prepare(): void;
  /** A picture is on the canvas. */
  drawn?(): void;
  /** The graphics card was lost, or is back. */
  onContext(lost: boolean): void;
}

/** Segmentation: told from every colour map by its hue and from ground truth by its unbroken line. */
export const segmentColour = '#ff5fa8';
export const truthColour = '#ffffff';

export type CreateStageView = (canvas: HTMLCanvasElement, options: StageViewOptions) => StageView;

/** @throws Error when the browser gives no WebGL 2 context */
export const createStageView: CreateStageView = (canvas, options) => {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: false });
  // Shaders write display values: nothing is converted on the way to the screen.
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.setClearColor(0x000000, 0);
  // Layers are drawn in the order in which they are listed, from the video up.
  renderer.sortObjects = false;
  renderer.info.autoReset = false;

  const shared = createSharedUniforms();
  const camera = new OrthographicCamera(0, 1, 0, 1, -1, 1);
  const scene = new Scene();
  const image = createImageLayer(shared);
  const heat = createHeatLayer(shared);
  const fill = createFillLayer(shared, segmentColour);
  const points = createPointsLayer(shared);
  const segmentOutline = createOutlineLayer(shared, {
    colour: segmentColour,
    width: 2.25,
    dash: 0,
  });
  const truthOutline = createOutlineLayer(shared, {
    colour: truthColour,
    width: 1.5,
    dash: 6,
  });
  const markers = createMarkersLayer(shared);
  const layers = [image, heat, fill, points, segmentOutline, truthOutline, markers];
  scene.add(...layers.map(({ object }) => object));

  let clip: Clip = { image: { width: 1, height: 1 }, status: new Uint8Array(0), keptCount: 0 };
  let view: Size = { width: 1, height: 1 };
  let transform = fitTransform(clip.image, view);
  let frame: FramePoints | undefined;
  let shown = { points: true, heat: false, segment: false, truth: false };
  let marked: { picks: readonly number[]; hovered: number | undefined } = {
    picks: [],
    hovered: undefined,
  };
  let hasSegment = false;
  let heatStale = true;
  let pending = 0;
  let pictures = 0;
  let pointCalls = 0;

  const invalidate = () => {
    pending ||= requestAnimationFrame(draw);
  };
  const moveTo = (next: ViewTransform) => {
    transform = next;
    Object.assign(camera, {
      left: -transform.originX / transform.scale,
      right: (view.width - transform.originX) / transform.scale,
      top: -transform.originY / transform.scale,
      bottom: (view.height - transform.originY) / transform.scale,
    });
    camera.updateProjectionMatrix();
    shared.scale.value = transform.scale * shared.pixelRatio.value;
    points.setDiameter(pointDiameter(clip.image, clip.keptCount, transform.scale));
    invalidate();
  };
  const showLayers = () => {
    // Without a clip there is nothing to show, not even a plain ground.
    image.object.visible = clip.status.length > 0;
    points.object.visible = shown.points;
    heat.object.visible = shown.heat;
    fill.object.visible = shown.segment && hasSegment;
    segmentOutline.object.visible = shown.segment && hasSegment;
    truthOutline.object.visible = shown.truth;
  };
  const showMarkers = () => markers.setMarkers(frame, marked.picks, marked.hovered);
  const refreshHeat = () => {
    heatStale = true;
    invalidate();
  };

  function draw(): void {
    options.prepare();
    // Only now: what `prepare` sets belongs to this picture and asks for no other.
    pending = 0;
    renderer.info.reset();
    if (shown.heat && heatStale) {
      heat.accumulate(renderer, points.object.geometry);
      heatStale = false;
    }
    showLayers();
    renderer.render(scene, camera);
    pictures += 1;
    options.drawn?.();
  }

  let callsBefore = 0;
  points.object.onBeforeRender = () => void (callsBefore = renderer.info.render.calls);
  points.object.onAfterRender = () => {
    pointCalls = renderer.info.render.calls - callsBefore;
  };

  const onLost = () => options.onContext(true);
  const onRestored = () => {
    options.onContext(false);
    refreshHeat();
  };
  canvas.addEventListener('webglcontextlost', onLost);
  canvas.addEventListener('webglcontextrestored', onRestored);

  return {
    open(next) {
      clip = next;
      frame = undefined;
      hasSegment = false;
      image.setSize(clip.image);
      image.setImage(undefined);
      points.setStatus(clip.status);
      heat.setSize(clip.image, clip.keptCount);
      truthOutline.setSegments(new Float32Array(0));
      showMarkers();
      refreshHeat();
      moveTo(fitTransform(clip.image, view));
    },
    setFrame(next, bitmap) {
      frame = next;
      image.setImage(bitmap);
      points.setFrame(next);
      showMarkers();
      refreshHeat();
    },
    setScores(scores) {
      points.setScores(scores);
      refreshHeat();
    },
    setRange(low, high) {
      shared.range.value.set(low, high);
      refreshHeat();
    },
    setThreshold(threshold) {
      shared.threshold.value = threshold;
      invalidate();
    },
    setColourMap(rgba) {
      writeColourMap(shared.colourMap.value, rgba);
      invalidate();
    },
    setLayers({ dropped, ...next }) {
      shown = next;
      points.setDroppedShown(dropped);
      invalidate();
    },
    setOpacity(opacity) {
      shared.opacity.value = opacity;
      invalidate();
    },
    setMarkers(picks, hovered) {
      marked = { picks, hovered };
      showMarkers();
      invalidate();
    },
    setSegment(segment) {
      hasSegment = segment !== undefined;
      if (segment) {
        fill.setMask(segment.mask, clip.image.width, clip.image.height);
        segmentOutline.setSegments(segment.outline);
      }
      invalidate();
    },
    setTruth(outline) {
      truthOutline.setSegments(outline);
      invalidate();
    },
    invalidate,
    transform: () => transform,
    fit: () => moveTo(fitTransform(clip.image, view)),
    zoomAt: (at, factor) => moveTo(zoomAt(transform, at, factor, clip.image, view)),
    panBy: (by) => moveTo(panBy(transform, by, clip.image, view)),
    resize(next, pixelRatio) {
      const before = view;
      view = next;
      renderer.setPixelRatio(pixelRatio);
      renderer.setSize(next.width, next.height, false);
      shared.pixelRatio.value = pixelRatio;
      shared.viewSize.value.set(next.width * pixelRatio, next.height * pixelRatio);
      moveTo(resizeTransform(transform, clip.image, before, next));
    },
    stats: () => ({ calls: renderer.info.render.calls, pointCalls, pictures }),
    dispose() {
      cancelAnimationFrame(pending);
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
      for (const layer of layers) layer.dispose();
      shared.colourMap.value.dispose();
      renderer.dispose();
    },
  };
};
