import { formatEstimator } from '#core/estimators/spec.ts';
import { encodeNpz } from '#core/formats/npzWrite.ts';
import type { ScoredMap } from '../services/scoredMap.ts';
import { mapDocument } from './documents.ts';
import { jsonDocument } from './json.ts';

export const mapFormats = ['npz', 'csv', 'json'] as const;

/** A map as the bytes of a file; kept points only, in the archive's numbering. */
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

function mapCsv({ sequence, scores }: ScoredMap): string {
  const rows = Array.from(sequence.kept, (point) => `${point},${scores[point]}\n`);
  return `track_id,score\n${rows.join('')}`;
}

function mapNpz({ sequence, info, scores }: ScoredMap, frame: number): Uint8Array {
  const { kept } = sequence;
  const text = (value: string) => ({ dtype: 'unicode', shape: [], data: [value] }) as const;
  return encodeNpz({
    track_ids: { dtype: 'int32', shape: [kept.length], data: Int32Array.from(kept) },
    scores: {
      dtype: 'float32',
      shape: [kept.length],
      data: Float32Array.from(kept, (point) => scores[point]),
    },
    picks: { dtype: 'int32', shape: [info.picks.length], data: Int32Array.from(info.picks) },
    frame: { dtype: 'int32', shape: [], data: Int32Array.of(frame) },
    estimator: text(formatEstimator(info)),
    unit: text(info.unit),
    signal: text(info.signal),
    combine: text(info.coordinates),
    combine_picks: text(info.combine),
    auto_threshold: { dtype: 'float64', shape: [], data: Float64Array.of(info.autoThreshold) },
  });
}
