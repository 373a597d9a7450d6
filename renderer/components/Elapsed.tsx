import { useEffect, useState } from 'react';
import { formatElapsed } from './format.ts';

/** How often the clock is read: a tenth of a second is what the eye follows. */
const tickMillis = 100;

/** The time since `startedMillis` (performance.now), running. */
export function Elapsed({ startedMillis }: { readonly startedMillis: number }) {
  const [millis, setMillis] = useState(0);
  useEffect(() => {
    const tick = () => setMillis(performance.now() - startedMillis);
    const timer = setInterval(tick, tickMillis);
    return () => clearInterval(timer);
  }, [startedMillis]);
  return (
    <span className="number">{formatElapsed(Math.floor(millis / tickMillis) * tickMillis)}</span>
  );
}
