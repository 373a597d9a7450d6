import { formatEstimator } from '#core/estimators/spec.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import { mapDocument } from './documents.ts';
import { jsonDocument } from './json.ts';

export const mapFormats = ['npz', 'csv', 'json'] as const;

/** A map as the bytes of a file; kept points only, in the archive's numbering. Extras are arrays and columns too. */
export function mapFile(
  map: ScoredMap,
  frame: number,
  format: (typeof mapFormats)[number],
): string | Uint8Array {
  switch (format) {
    case 'json':
      return jsonDocument(mapDocument(map, frame));
    case 'csv':
      return mapCsv(map);
    case 'npz':
      return mapNpz(map, frame);
  }
}

function mapCsv({ sequence, scores, extras }: ScoredMap): string {
  const columns = [scores, ...Object.values(extras)];
  const rows = Array.from(
    sequence.kept,
    (point) => `${[point, ...columns.map((values) => values[point])].join(',')}\n`,
  );
  return `${['track_id', 'score', ...Object.keys(extras)].join(',')}\n${rows.join('')}`;
}

function mapNpz({ sequence, info, scores, extras }: ScoredMap, frame: number): Uint8Array {
  const { kept } = sequence;
  const ofKept = (values: Float32Array) =>
    ({
      dtype: 'float32',
      shape: [kept.length],
      data: Float32Array.from(kept, (point) => values[point]),
    }) as const;
  const text = (value: string) => ({ dtype: 'unicode', shape: [], data: [value] }) as const;
  return encodeNpz({
    track_ids: { dtype: 'int32', shape: [kept.length], data: Int32Array.from(kept) },
    scores: ofKept(scores),
    ...Object.fromEntries(Object.entries(extras).map(([name, values]) => [name, ofKept(values)])),
    picks: { dtype: 'int32', shape: [info.picks.length], data: Int32Array.from(info.picks) },
    frame: { dtype: 'int32', shape: [], data: Int32Array.of(frame) },
    estimator: text(formatEstimator(info)),
    unit: text(info.unit),
    signal: text(info.signal),
    visible_only: { dtype: 'bool', shape: [], data: Uint8Array.of(info.visibleOnly ? 1 : 0) },
    combine: text(info.coordinates),
    combine_picks: text(info.combine),
    auto_threshold: { dtype: 'float64', shape: [], data: Float64Array.of(info.autoThreshold) },
  });
}
