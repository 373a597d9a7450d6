import type { EventBody } from '#core/contract/methods.ts';
import { formatBytes, formatCount } from '../../components/format.ts';

/** '4,120 of 8,808 pairs'; bytes in their own units. */
export function describeProgress({ done, total, unit }: EventBody<'job.progress'>): string {
  if (unit === 'bytes')
    return total > 0 ? `${formatBytes(done)} of ${formatBytes(total)}` : formatBytes(done);
  return total > 0
    ? `${formatCount(done)} of ${formatCount(total)} ${unit}`
    : `${formatCount(done)} ${unit}`;
}
