import { useEffect, useMemo, useRef, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import { cssColour } from '#core/colour/colourMap.ts';
import { scoreHistogram } from '#core/segment/scoreHistogram.ts';
import { useStores } from '../../state/context.ts';
import { shareOf } from '../stage/ColourBar.tsx';

const bins = 64;
/** Height of the drawing in its own units; CSS stretches it. */
const height = 100;

/**
 * How many points have which score, over the slider's track and on its scale. Heights go by the square root of
 * the counts: an object of fifty points shows beside a background of thousands. Bars carry their score's colour,
 * those below the threshold fade. Pressing sets the threshold; hovering shows it on the curve.
 */
export function Histogram() {
  const { map, view, threshold, picks } = useStores();
  const scores = useStore(map, (state) => state.scores);
  const scale = useStore(map, (state) => state.scale);
  const colourMap = useStore(view, (state) => state.colourMap);
  const box = useRef<HTMLDivElement>(null);
  const faded = useRef<HTMLDivElement>(null);
  const hoveredLine = useRef<HTMLDivElement>(null);
  const pointLine = useRef<HTMLDivElement>(null);

  const heights = useMemo(() => {
    if (!scores) return undefined;
    const { counts } = scoreHistogram(scores, scale.low, scale.high, bins);
    const most = Math.max(1, ...counts);
    return Array.from(counts, (count) => height * Math.sqrt(count / most));
  }, [scores, scale]);

  // Follows drags and the pointer without rendering.
  useEffect(() => {
    const place = (line: HTMLElement | null, score: number | undefined) => {
      if (!line) return;
      line.hidden = score === undefined || Number.isNaN(score) || !scores;
      if (!line.hidden) line.style.left = `${100 * shareOf(score!, scale)}%`;
    };
    const follow = () => {
      const { value, hovered } = threshold.getState();
      if (faded.current) faded.current.style.width = `${100 * shareOf(value, scale)}%`;
      place(hoveredLine.current, hovered);
    };
    const followPoint = () => {
      const { hovered } = picks.getState();
      place(pointLine.current, hovered === undefined ? undefined : scores?.[hovered]);
    };
    follow();
    followPoint();
    const ends = [threshold.subscribe(follow), picks.subscribe(followPoint)];
    return () => ends.forEach((end) => end());
  }, [threshold, picks, scores, scale]);

  const scoreAt = ({ clientX }: PointerEvent) => {
    const { left, width } = box.current!.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (clientX - left) / Math.max(1, width)));
    return scale.low + share * (scale.high - scale.low);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !scores) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    threshold.getState().set(scoreAt(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!scores) return;
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      threshold.getState().set(scoreAt(event));
    else threshold.getState().hover(scoreAt(event));
  };

  return (
    <div
      ref={box}
      className="histogram"
      data-empty={!heights}
      title={heights && 'Number of points by score; heights go by the square root'}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => threshold.getState().hover(undefined)}
    >
      <svg viewBox={`0 0 ${bins} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {heights?.map((barHeight, bin) => (
          <rect
            key={bin}
            x={bin}
            width={0.86}
            y={height - barHeight}
            height={barHeight}
            fill={cssColour(colourMap, (bin + 0.5) / bins)}
          />
        ))}
      </svg>
      <div ref={faded} className="histogram-faded" hidden={!heights} />
      <div ref={hoveredLine} className="histogram-line hovered" hidden />
      <div ref={pointLine} className="histogram-line point" hidden />
    </div>
  );
}
