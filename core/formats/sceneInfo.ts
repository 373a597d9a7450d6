/** PointOdyssey's scene_info.json: the names behind the mask indices. */
import * as z from 'zod';

const schema = z.object({
  assets: z.array(z.string()).catch([]).default([]),
  /** The generator does not write it; our own does, for playback. */
  fps: z.number().positive().max(1000).optional().catch(undefined),
});

export interface SceneInfo {
  /** Name of mask index i + 1 at place i; names can occur twice. */
  readonly assets: readonly string[];
  /** Frames per second, where stated. */
  readonly fps?: number;
}

export type SceneInfoOutcome =
  | { readonly kind: 'read'; readonly info: SceneInfo }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads what is needed of a scene_info.json; other keys (sensor, focal length, `character`, which is a text, a
 * list or absent) are ignored, and a wrong or missing list of assets is an empty one.
 */
export function readSceneInfo(text: string): SceneInfoOutcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', reason: 'is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', reason: 'is not a JSON object' };
  return { kind: 'read', info: parsed.data };
}

/**
 * Names by mask index: index i + 1 is entry i of assets + ['Plane']. A name that occurs again gets a number
 * ('background', 'background 2'), so that two objects are never taken for one.
 */
export function maskNames(assets: readonly string[]): Map<number, string> {
  const names = new Map<number, string>();
  if (assets.length === 0) return names;
  const seen = new Map<string, number>();
  [...assets, 'Plane'].forEach((name, i) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    names.set(i + 1, times === 1 ? name : `${name} ${times}`);
  });
  return names;
}
