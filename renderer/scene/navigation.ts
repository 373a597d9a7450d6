/** Pointer and wheel on the stage: zoom at the pointer, pan, fit, hover, click. */
import { viewPoint, type ViewPoint } from './spaces.ts';

export interface NavigationHandlers {
  zoomAt(at: ViewPoint, factor: number): void;
  panBy(by: ViewPoint): void;
  fit(): void;
  /** The pointer's place, undefined once it has left. */
  hover(at: ViewPoint | undefined): void;
  /** A click without a drag; `add` with Shift. */
  click(at: ViewPoint, add: boolean): void;
}

/** A press that moves less than this many pixels is a click. */
const clickSlop = 4;
/** One notch of a common wheel (100 units) zooms by a quarter. */
const zoomPerUnit = Math.log(1.25) / 100;
/** Firefox counts lines or pages. */
const unitsPerMode = [1, 33, 800];

/** The zoom factor of a wheel event. */
export function wheelFactor({ deltaY, deltaMode }: { deltaY: number; deltaMode: number }): number {
  const units = deltaY * (unitsPerMode[deltaMode] ?? 1);
  return Math.exp(-zoomPerUnit * Math.max(-300, Math.min(300, units)));
}

/**
 * Listens on an element until the returned function is called. The middle button pans; so does the left one while
 * Space is held. Space alone plays and pauses when it is let go (renderer/actions); a Space that served to pan is
 * swallowed here, so that panning does not start the film.
 */
export function attachNavigation(element: HTMLElement, handlers: NavigationHandlers): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let spaceHeld = false;
  let spacePanned = false;
  let clicks = false;
  let press: { at: ViewPoint; last: ViewPoint; pans: boolean; moved: boolean } | undefined;

  const place = (event: MouseEvent): ViewPoint => {
    const { left, top } = element.getBoundingClientRect();
    return viewPoint(event.clientX - left, event.clientY - top);
  };
  const showCursor = () => {
    element.dataset.cursor = press?.pans ? 'panning' : spaceHeld ? 'pan' : '';
  };
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => element.addEventListener(type, listener, { signal, passive: false });

  on('wheel', (event) => {
    event.preventDefault();
    handlers.zoomAt(place(event), wheelFactor(event));
  });
  on('pointerdown', (event) => {
    if (event.button > 1) return;
    const at = place(event);
    const pans = event.button === 1 || spaceHeld;
    if (pans) event.preventDefault();
    if (pans && spaceHeld) spacePanned = true;
    press = { at, last: at, pans, moved: false };
    if (pans) element.setPointerCapture(event.pointerId);
    showCursor();
  });
  on('pointermove', (event) => {
    const at = place(event);
    if (press) {
      press.moved ||= Math.hypot(at.x - press.at.x, at.y - press.at.y) >= clickSlop;
      if (press.pans) handlers.panBy(viewPoint(at.x - press.last.x, at.y - press.last.y));
      press.last = at;
    }
    handlers.hover(press?.pans ? undefined : at);
  });
  on('pointerup', (event) => {
    const ending = press;
    press = undefined;
    showCursor();
    clicks = ending !== undefined && !ending.pans && !ending.moved && event.button === 0;
  });
  on('click', (event) => {
    // The second click of a double click fits the view; it is not another pick.
    if (clicks && event.detail === 1) handlers.click(place(event), event.shiftKey);
    clicks = false;
  });
  on('pointercancel', () => {
    press = undefined;
    showCursor();
  });
  on('pointerleave', () => handlers.hover(undefined));
  on('dblclick', () => {
    if (!spaceHeld) handlers.fit();
  });

  window.addEventListener(
    'keydown',
    (event) => {
      if (event.code !== 'Space' || event.repeat || isText(event.target)) return;
      spaceHeld = true;
      spacePanned = false;
      showCursor();
    },
    { signal, capture: true },
  );
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.code !== 'Space') return;
      if (spacePanned) event.stopImmediatePropagation();
      spaceHeld = false;
      spacePanned = false;
      showCursor();
    },
    { signal, capture: true },
  );
  window.addEventListener(
    'blur',
    () => {
      spaceHeld = false;
      showCursor();
    },
    { signal },
  );

  return () => ended.abort();
}

function isText(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
