import type { EstimatorStyle } from './estimatorStyle.ts';

/** An estimator's line as it is on the plot. */
export function Swatch({ style: { colour, dash } }: { readonly style: EstimatorStyle }) {
  return (
    <svg className="swatch" viewBox="0 0 18 8" aria-hidden="true">
      <line x1={1} x2={17} y1={4} y2={4} style={{ stroke: colour }} strokeDasharray={dash} />
    </svg>
  );
}
