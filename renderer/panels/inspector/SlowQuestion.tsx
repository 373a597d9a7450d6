import type { Forecast } from '#core/contract/schemas.ts';
import { formatBrief, formatCount, formatRough } from '../../components/format.ts';

interface SlowQuestionProps {
  readonly label: string;
  readonly forecast: Forecast;
  onStart(): void;
  onCancel(): void;
}

/** How long a slow estimator will take, before it starts. */
export function SlowQuestion({ label, forecast, onStart, onCancel }: SlowQuestionProps) {
  const { pairs, seconds, secondsPerPair } = forecast;
  return (
    <div className="slow-question" role="group" aria-label={`${label} is slow`}>
      <p role="status" title="Measured on a few pairs of this map">
        <strong>About {formatRough(seconds * 1000)}</strong> for {formatCount(pairs)} pairs,{' '}
        {formatPace(secondsPerPair)} each
      </p>
      <div className="buttons">
        <button
          type="button"
          className="button small primary"
          aria-label={`Start ${label}`}
          onClick={onStart}
        >
          Start
        </button>
        <button
          type="button"
          className="button small"
          aria-label={`Cancel ${label}`}
          onClick={onCancel}
        >
          Cancel
        </button>
      </div>
    </div>
  );
}

/** '24 ms', '1.3 s'. */
const formatPace = (seconds: number) =>
  seconds < 0.995 ? `${Number((seconds * 1000).toPrecision(2))} ms` : formatBrief(seconds * 1000);
