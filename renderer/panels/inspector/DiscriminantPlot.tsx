import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { PairAxis } from '#core/contract/schemas.ts';
import { formatFine } from '../../components/format.ts';
import { useFrame } from '../../state/useFrame.ts';
import { dotsPath, tablePixels, toldAt } from './discriminant.ts';

/** Units of the drawing along each side, and pixels of the table. */
const size = 128;
/** RGBA where the colours are full. What is there has the colour; what is not recedes, on light and on dark ground. */
const more = [44, 110, 214, 255];
const less = [128, 128, 132, 96];

interface DiscriminantPlotProps {
  /** 'x' or 'y'. */
  readonly name: string;
  readonly axis: PairAxis;
  readonly frames: readonly number[];
}

/** Ranks of the samples over the network's table, the present frame's among them; and both of its numbers. */
export function DiscriminantPlot({ name, axis, frames }: DiscriminantPlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const now = useRef<SVGCircleElement>(null);
  const { edges, table, u, v, dv, estimate } = axis;
  const dots = useMemo(() => dotsPath(u, v, size), [u, v]);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(tablePixels(table, edges, size, more, less), size), 0, 0);
  }, [table, edges]);

  useFrame(
    useCallback(
      (frame) => {
        const i = toldAt(frames, frame);
        now.current?.setAttribute('cx', String(size * u[i]));
        now.current?.setAttribute('cy', String(size * (1 - v[i])));
      },
      [frames, u, v],
    ),
  );

  return (
    <figure className="discriminant">
      <div
        className="discriminant-square"
        role="img"
        aria-label={`Ranks of ${name} over the discriminant table`}
      >
        <canvas ref={canvas} width={size} height={size} />
        <svg viewBox={`0 0 ${size} ${size}`}>
          <path d={dots} />
          <circle ref={now} r={4} />
        </svg>
      </div>
      <figcaption>
        <strong>{name}</strong>
        <dl>
          <div>
            <dt>estimate</dt>
            <dd className="number">{formatFine(estimate)}</dd>
          </div>
          <div>
            <dt>table (DV)</dt>
            <dd className="number">{formatFine(dv)}</dd>
          </div>
        </dl>
      </figcaption>
    </figure>
  );
}
