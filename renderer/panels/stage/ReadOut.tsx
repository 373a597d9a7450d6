import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ViewPoint } from '../../scene/spaces.ts';
import { useStores } from '../../state/context.ts';
import { formatScore } from './format.ts';
import type { Signal } from './signal.ts';
import type { StageController } from './stageController.ts';

interface ReadOutProps {
  readonly controller: Pick<StageController, 'placeOf'>;
  readonly drawn: Signal;
  /** Where a click found no point. */
  readonly missed: ViewPoint | undefined;
}

/**
 * What the hovered point is, beside it. Renders when another point is hovered; with the picture it only moves.
 */
export function ReadOut({ controller, drawn, missed }: ReadOutProps) {
  const { picks, sequence, map, time } = useStores();
  const tag = useRef<HTMLDivElement>(null);
  const hovered = useStore(picks, (state) => state.hovered);
  const open = useStore(sequence, (state) => state.open);
  const scores = useStore(map, (state) => state.scores);
  const unit = useStore(map, (state) => state.scale.unit);
  // While playing it would render with every frame: then it says what was true when the point was hovered.
  const frame = useStore(time, (state) => (state.playing ? undefined : state.shown));

  useEffect(() => {
    const place = () => {
      if (!tag.current) return;
      const at = missed ?? (hovered === undefined ? undefined : controller.placeOf(hovered)?.at);
      tag.current.hidden = at === undefined;
      if (at) moveBeside(tag.current, at);
    };
    place();
    return drawn.subscribe(place);
  }, [controller, drawn, hovered, missed, frame]);

  return (
    <div ref={tag} className="read-out" role="status" hidden>
      {missed ? 'No visible point near here' : hovered !== undefined && describePoint(hovered)}
    </div>
  );

  function describePoint(track: number) {
    const label = open?.labels[track] ?? -1;
    const object = open?.info.objects.find((entry) => entry.label === label)?.name;
    const score = scores?.[track];
    const place = controller.placeOf(track);
    return (
      <>
        <strong>Point {track}</strong>
        <span>
          {score === undefined || Number.isNaN(score)
            ? 'no score yet'
            : `${formatScore(score)} ${unit}`}
        </span>
        {object && <span>{object}</span>}
        <span>{place?.visible ? 'visible' : 'occluded'}</span>
      </>
    );
  }
}

/** Distance from the point to its tag, and from the tag to the stage's edges, in pixels. */
const gap = 14;
const edge = 4;

/** To the right and below, or on the other side where there is no room. */
function moveBeside(tag: HTMLElement, at: ViewPoint): void {
  const { clientWidth, clientHeight } = tag.parentElement!;
  const { offsetWidth, offsetHeight } = tag;
  const x = at.x + gap + offsetWidth + edge > clientWidth ? at.x - gap - offsetWidth : at.x + gap;
  const y =
    at.y + gap + offsetHeight + edge > clientHeight ? at.y - gap - offsetHeight : at.y + gap;
  tag.style.transform = `translate(${Math.round(Math.max(edge, x))}px, ${Math.round(Math.max(edge, y))}px)`;
}
