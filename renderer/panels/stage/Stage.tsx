import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useStore } from 'zustand';
import type { Direction } from '../../scene/nextPoint.ts';
import { viewPoint, type ViewPoint } from '../../scene/spaces.ts';
import { createStageView, type CreateStageView, type StageStats } from '../../scene/stageView.ts';
import { useStores } from '../../state/context.ts';
import { ColourBar } from './ColourBar.tsx';
import { LayerBar } from './LayerBar.tsx';
import { ReadOut } from './ReadOut.tsx';
import { mountStage } from './mountStage.ts';
import { createSignal } from './signal.ts';
import type { StageController } from './stageController.ts';
import { stageKeys } from './stageKeys.ts';
import './stage.css';

export interface StageHandle {
  stats(): StageStats;
}

interface StageProps {
  /** Tests without WebGL hand in a view of their own. */
  readonly createView?: CreateStageView;
  readonly ref?: Ref<StageHandle>;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
/** One press of + zooms by this factor. */
const keyZoom = 1.25;

/** The video with what is laid over it. Drawing is the controller's; React renders what hangs around it. */
export function Stage({ createView = createStageView, ref }: StageProps) {
  const stores = useStores();
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [controller, setController] = useState<StageController>();
  const [drawn] = useState(createSignal);
  const [problem, setProblem] = useState<string>();
  const [contextLost, setContextLost] = useState(false);
  const [missed, setMissed] = useState<ViewPoint>();
  const name = useStore(stores.sequence, ({ open }) => open?.info.name);

  useImperativeHandle(ref, () => ({
    stats: () => controller?.view.stats() ?? { calls: 0, pointCalls: 0, pictures: 0 },
  }));

  useEffect(
    () =>
      mountStage(surface.current!, canvas.current!, stores, {
        createView,
        onController: setController,
        onDrawn: drawn.emit,
        onProblem: setProblem,
        onContext: setContextLost,
        onMissed: setMissed,
      }),
    [stores, createView, drawn],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (controller && stageKey(event, controller)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  function stageKey(event: KeyboardEvent, { view, pointTowards }: StageController): boolean {
    const { picks } = stores;
    const direction = directions[event.key];
    if (event.altKey && direction) {
      const next = pointTowards(direction, event.shiftKey);
      if (next !== undefined) picks.getState().hover(next);
      return true;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const { hovered } = picks.getState();
    const middle = () =>
      viewPoint(surface.current!.clientWidth / 2, surface.current!.clientHeight / 2);
    const at = () =>
      (hovered === undefined ? undefined : controller?.placeOf(hovered)?.at) ?? middle();
    switch (event.key) {
      case 'Enter':
        if (hovered !== undefined) picks.getState().pick(hovered, event.shiftKey);
        return true;
      case '+':
      case '=':
        view.zoomAt(at(), keyZoom);
        return true;
      case '-':
        view.zoomAt(at(), 1 / keyZoom);
        return true;
      case '0':
        view.fit();
        return true;
      default:
        return false;
    }
  }

  return (
    <section className="stage" aria-label="Stage">
      <div
        ref={surface}
        className="stage-surface"
        role="application"
        aria-label={name ? `Video of ${name}` : 'Video'}
        aria-describedby="stage-keys"
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {controller && <ReadOut controller={controller} drawn={drawn} missed={missed} />}
        {(problem || contextLost) && (
          <p className="stage-problem" role="alert">
            {contextLost ? 'The graphics card was lost. Waiting for it to come back.' : problem}
          </p>
        )}
      </div>
      <p id="stage-keys" className="visually-hidden">
        {stageKeys.map(({ keys, title }) => `${keys}: ${title}.`).join(' ')}
      </p>
      <ColourBar />
      <LayerBar />
    </section>
  );
}
