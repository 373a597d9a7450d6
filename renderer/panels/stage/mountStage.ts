/** Brings the stage to life on its elements: drawing, pointer, size. Returns its end. */
import { attachNavigation } from '../../scene/navigation.ts';
import type { ViewPoint } from '../../scene/spaces.ts';
import type { Stores } from '../../state/stores.ts';
import {
  createStageController,
  type StageController,
  type StageControllerOptions,
} from './stageController.ts';

export interface StageMountOptions extends StageControllerOptions {
  /** The controller once it is there, undefined once it is gone. */
  onController(controller: StageController | undefined): void;
  /** A click found no point there; undefined when that is past. */
  onMissed(at: ViewPoint | undefined): void;
}

export function mountStage(
  surface: HTMLElement,
  canvas: HTMLCanvasElement,
  stores: Stores,
  options: StageMountOptions,
): () => void {
  let controller: StageController;
  try {
    controller = createStageController(canvas, stores, {
      ...options,
      onDrawn() {
        describe(surface, controller, stores.time.getState().shown);
        options.onDrawn();
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    options.onProblem(`The stage needs WebGL 2, which this browser does not give: ${reason}`);
    return () => {};
  }
  const { view, pointAt } = controller;
  const { picks } = stores;
  const detach = attachNavigation(surface, {
    zoomAt: view.zoomAt,
    panBy: view.panBy,
    fit: view.fit,
    hover(at) {
      options.onMissed(undefined);
      picks.getState().hover(at && pointAt(at));
    },
    click(at, add) {
      const track = pointAt(at);
      options.onMissed(track === undefined ? at : undefined);
      if (track !== undefined) picks.getState().pick(track, add);
    },
  });
  const observer = new ResizeObserver(() =>
    controller.resize(
      { width: surface.clientWidth, height: surface.clientHeight },
      window.devicePixelRatio,
    ),
  );
  observer.observe(surface);
  options.onController(controller);
  return () => {
    observer.disconnect();
    detach();
    controller.dispose();
    options.onController(undefined);
  };
}

/** What a test may know of the picture without looking at its pixels. */
function describe(element: HTMLElement, { view }: StageController, shown: number | undefined) {
  const { scale, originX, originY } = view.transform();
  element.dataset.frame = shown === undefined ? '' : String(shown);
  element.dataset.transform = `${scale} ${originX} ${originY}`;
  element.dataset.pointCalls = String(view.stats().pointCalls);
}
