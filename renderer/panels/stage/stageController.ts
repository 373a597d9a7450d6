/**
 * Ties the stores to the drawing, without React: changes of stores become calls of the view at once, and what is
 * costly (segmentation, outlines) is computed once per picture, just before it is drawn.
 */
import { colourBytes } from '#core/colour/colourMap.ts';
import { errorBody } from '#core/contract/errors.ts';
import { pointStatuses } from '#core/contract/schemas.ts';
import type { DecodedLabels } from '#core/formats/labelPng.ts';
import { defaultPickRadius, frameOfArrays, nearestPoint } from '#core/tracks/pick.ts';
import type { FramePoints } from '../../api/frameSource.ts';
import { traceContours } from '../../scene/contours.ts';
import { nextPoint, type Direction } from '../../scene/nextPoint.ts';
import { createPresenter } from '../../scene/presenter.ts';
import { imagePoint, viewPoint, type Size, type ViewPoint } from '../../scene/spaces.ts';
import type { CreateStageView, StageView } from '../../scene/stageView.ts';
import { imageFromView, viewFromImage } from '../../scene/viewTransform.ts';
import type { OpenSequence } from '../../state/sequence.ts';
import type { Stores } from '../../state/stores.ts';
import { followTime } from './playing.ts';
import { segmentFrame, visibleKept, type VisibleKept } from './segmentation.ts';
import { createStageFrames, type StageFrames } from './stageFrames.ts';

export interface StageController {
  readonly view: StageView;
  resize(size: Size, pixelRatio: number): void;
  /** The visible kept point nearest to a place, within the radius that a pick allows. */
  pointAt(at: ViewPoint): number | undefined;
  /** The next point from the hovered one, or from the view's middle. */
  pointTowards(direction: Direction, far: boolean): number | undefined;
  /** Where a point is drawn; undefined when it has no position in the frame that is shown. */
  placeOf(track: number): { at: ViewPoint; visible: boolean } | undefined;
  dispose(): void;
}

export interface StageControllerOptions {
  readonly createView: CreateStageView;
  /** A picture was drawn: overlays that hang on points move with it. */
  onDrawn(): void;
  /** What keeps the stage from showing what it should; undefined once it does. */
  onProblem(problem: string | undefined): void;
  onContext(lost: boolean): void;
}

/** With Shift, the arrow keys go at least this far, in view pixels. */
const farStep = 100;
/** However far one zooms out, a point within a fingertip's reach can be picked, in view pixels. */
const leastPickReach = 12;

const keptStatus = pointStatuses.indexOf('kept');

interface Shown {
  readonly frame: number;
  readonly points: FramePoints;
  readonly kept: VisibleKept;
  readonly truth: DecodedLabels | undefined;
}

export function createStageController(
  canvas: HTMLCanvasElement,
  stores: Stores,
  options: StageControllerOptions,
): StageController {
  const { sequence, time, view: viewStore, picks, map, threshold } = stores;
  const view = options.createView(canvas, {
    prepare,
    drawn: options.onDrawn,
    onContext: options.onContext,
  });
  let open: OpenSequence | undefined;
  let kept = new Uint32Array(0);
  let shown: Shown | undefined;
  let size: Size = { width: 1, height: 1 };
  let segmentStale = true;
  let truthStale = true;
  let close = () => {};

  function prepare(): void {
    const { layers, radius } = viewStore.getState();
    if (segmentStale && layers.segment) {
      const { scores } = map.getState();
      view.setSegment(
        shown && scores && open
          ? segmentFrame(shown.kept, scores, threshold.getState().value, radius, open.info)
          : undefined,
      );
      segmentStale = false;
    }
    if (truthStale && layers.truth) {
      view.setTruth(shown?.truth ? outlineOfTruth(shown.truth) : new Float32Array(0));
      truthStale = false;
    }
  }

  /** The object of the first pick; every object while nothing is picked, or background is. */
  function outlineOfTruth(truth: DecodedLabels): Float32Array {
    const [first] = picks.getState().tracks;
    const label = first === undefined ? 0 : (open?.labels[first] ?? 0);
    return traceContours(truth, label > 0 ? label : undefined);
  }

  const stale = (what: { segment?: boolean; truth?: boolean }) => {
    segmentStale ||= what.segment ?? false;
    truthStale ||= what.truth ?? false;
    view.invalidate();
  };

  function openSequence(next: OpenSequence | undefined): void {
    close();
    open = next;
    shown = undefined;
    kept = keptOf(next?.status ?? new Uint8Array(0));
    view.open({
      image: next?.info ?? { width: 1, height: 1 },
      status: next?.status ?? new Uint8Array(0),
      keptCount: kept.length,
    });
    applyMap();
    stale({ segment: true, truth: true });
    close = next ? present(next) : () => {};
  }

  /** Shows frames of a sequence as the time store wants them, until the returned function is called. */
  function present(of: OpenSequence): () => void {
    const frames: StageFrames = createStageFrames(of, () => viewStore.getState().layers.truth);
    const presenter = createPresenter({
      load: frames.load,
      show(frame, { points, image, truth, problem }) {
        shown = { frame, points, truth, kept: visibleKept(points, kept) };
        frames.hold(image);
        view.setFrame(points, image);
        stale({ segment: true, truth: true });
        options.onProblem(problem);
        time.getState().present(frame);
      },
      fail: (_frame, error) => options.onProblem(errorBody(error).message),
    });
    const wanted = { want: presenter.want, prefetch: frames.prefetch };
    const unfollow = followTime(time, wanted);
    const unsubscribe = viewStore.subscribe((now, before) => {
      if (now.layers.truth && !before.layers.truth) presenter.want(time.getState().frame, true);
    });
    presenter.want(time.getState().frame, true);
    return () => {
      unsubscribe();
      unfollow();
      presenter.dispose();
      frames.dispose();
    };
  }

  function applyMap(): void {
    const { scores, scale } = map.getState();
    view.setScores(scores);
    view.setRange(scale.low, scale.high);
    stale({ segment: true });
  }
  function applyView(): void {
    const { layers, opacity, colourMap, showDropped } = viewStore.getState();
    view.setColourMap(colourBytes(colourMap));
    view.setOpacity(opacity);
    view.setLayers({ ...layers, dropped: showDropped });
  }
  function applyPicks(): void {
    const { tracks, hovered } = picks.getState();
    view.setMarkers(tracks, hovered);
  }

  const subscriptions = [
    sequence.subscribe((now, before) => {
      if (now.open !== before.open) openSequence(now.open);
    }),
    map.subscribe((now, before) => {
      if (now.scores !== before.scores || now.scale !== before.scale) applyMap();
    }),
    threshold.subscribe((now, before) => {
      if (now.value === before.value) return;
      view.setThreshold(now.value);
      stale({ segment: true });
    }),
    viewStore.subscribe((now, before) => {
      applyView();
      if (now.radius !== before.radius) stale({ segment: true });
    }),
    picks.subscribe((now, before) => {
      applyPicks();
      if (now.tracks[0] !== before.tracks[0]) stale({ truth: true });
    }),
  ];
  applyView();
  view.setThreshold(threshold.getState().value);
  openSequence(sequence.getState().open);
  applyPicks();

  const placeOf = (track: number) => {
    const x = shown?.points.positions[2 * track] ?? Number.NaN;
    const y = shown?.points.positions[2 * track + 1] ?? Number.NaN;
    if (!shown || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
    const at = viewFromImage(view.transform(), imagePoint(x, y));
    return { at, visible: shown.points.visible[track] === 1 };
  };

  return {
    view,
    resize(next, pixelRatio) {
      size = next;
      view.resize(next, pixelRatio);
    },
    pointAt(at) {
      if (!shown || !open) return undefined;
      const transform = view.transform();
      const { x, y } = imageFromView(transform, at);
      const radius = Math.max(defaultPickRadius(open.info.width), leastPickReach / transform.scale);
      const { positions, visible } = shown.points;
      return nearestPoint(frameOfArrays(positions, visible), shown.kept.ids, x, y, radius)?.point;
    },
    pointTowards(direction, far) {
      if (!shown) return undefined;
      const { hovered } = picks.getState();
      const { positions } = shown.points;
      const transform = view.transform();
      const from =
        hovered !== undefined && placeOf(hovered)
          ? imagePoint(positions[2 * hovered], positions[2 * hovered + 1])
          : imageFromView(transform, viewPoint(size.width / 2, size.height / 2));
      const least = far ? farStep / transform.scale : 0.5;
      return nextPoint(shown.points, shown.kept.ids, from, direction, least);
    },
    placeOf,
    dispose() {
      for (const unsubscribe of subscriptions) unsubscribe();
      close();
      view.dispose();
    },
  };
}

function keptOf(status: Uint8Array): Uint32Array<ArrayBuffer> {
  const ids: number[] = [];
  status.forEach((value, id) => {
    if (value === keptStatus) ids.push(id);
  });
  return Uint32Array.from(ids);
}
