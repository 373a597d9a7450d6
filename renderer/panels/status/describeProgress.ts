import type { EventBody } from '#core/contract/methods.ts';
import { formatBytes, formatCount, formatRough } from '../../components/format.ts';

type Progress = EventBody<'job.progress'>;

/** '4,120 of 8,808 pairs'; bytes in their own units. */
export function describeProgress({ done, total, unit }: Progress): string {
  if (unit === 'bytes')
    return total > 0 ? `${formatBytes(done)} of ${formatBytes(total)}` : formatBytes(done);
  return total > 0
    ? `${formatCount(done)} of ${formatCount(total)} ${unit}`
    : `${formatCount(done)} ${unit}`;
}

/** Before this much of it has passed, how long work will take is a guess. */
const knownAfterMillis = 1500;

/** '12 s left', by the pace so far; empty while that says nothing. */
export function describeLeft({ done, total, elapsedMillis }: Progress): string {
  if (done <= 0 || total <= done || elapsedMillis < knownAfterMillis) return '';
  return `${formatRough((elapsedMillis * (total - done)) / done)} left`;
}
