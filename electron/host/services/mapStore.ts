import { ComoveError } from '#core/contract/errors.ts';
import type { OpenSequence, OpenSequences, Owner } from './openSequences.ts';
import type { ScoredMap } from './scoredMap.ts';

/** How many maps of a sequence are kept, for undo; 64 maps of 25,000 points are 6.4 MB. */
const keptMaps = 64;

export interface MapStore {
  add(open: OpenSequence, map: ScoredMap): void;
  /** @throws ComoveError USAGE when it is gone: the oldest are let go, and all with their sequence */
  get(mapId: string, owner: Owner): ScoredMap;
}

/** The maps that were computed last, each until its sequence is closed or filtered anew. */
export function createMapStore(sequences: OpenSequences): MapStore {
  const bySequence = new Map<OpenSequence, Map<string, ScoredMap>>();

  function mapsOf(open: OpenSequence): Map<string, ScoredMap> {
    const existing = bySequence.get(open);
    if (existing) return existing;
    const maps = new Map<string, ScoredMap>();
    bySequence.set(open, maps);
    open.onChange.add(() => void bySequence.delete(open));
    return maps;
  }

  return {
    add(open, map) {
      const maps = mapsOf(open);
      maps.set(map.info.mapId, map);
      for (const [oldest, { info }] of [...maps].slice(0, -keptMaps)) {
        maps.delete(oldest);
        open.pointMedia.revoke(info.scores);
      }
    },
    get(mapId, owner) {
      for (const [open, maps] of bySequence) {
        const map = maps.get(mapId);
        if (!map) continue;
        sequences.get(open.id, owner);
        return map;
      }
      throw new ComoveError('USAGE', 'This map is gone.', { remedy: 'Compute it again.' });
    },
  };
}
