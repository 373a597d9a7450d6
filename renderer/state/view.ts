/** What is laid over the video and how. Zoom and pan are the stage's own. */
import { createStore } from 'zustand/vanilla';
import type { ColourMapName } from '#core/colour/tables.ts';

/** In the order of their keys, 1 to 4. */
export const layerNames = ['points', 'heat', 'segment', 'truth'] as const;
export type LayerName = (typeof layerNames)[number];

export interface ViewState {
  readonly layers: Readonly<Record<LayerName, boolean>>;
  /** 0 to 1, of everything laid over the video. */
  readonly opacity: number;
  readonly colourMap: ColourMapName;
  /** Points that the filter dropped are drawn too, in grey. */
  readonly showDropped: boolean;
  /** Pixels that a selected point's area reaches, on the stage as in an export; 'auto' follows their spacing. */
  readonly radius: number | 'auto';
  toggleLayer(layer: LayerName): void;
  setOpacity(opacity: number): void;
  setColourMap(colourMap: ColourMapName): void;
  setShowDropped(showDropped: boolean): void;
  setRadius(radius: number | 'auto'): void;
}

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore() {
  return createStore<ViewState>()((set) => ({
    layers: { points: true, heat: false, segment: true, truth: false },
    opacity: 1,
    colourMap: 'viridis',
    showDropped: false,
    radius: 'auto',
    toggleLayer: (layer) =>
      set(({ layers }) => ({ layers: { ...layers, [layer]: !layers[layer] } })),
    setOpacity: (opacity) => set({ opacity: Math.max(0, Math.min(1, opacity)) }),
    setColourMap: (colourMap) => set({ colourMap }),
    setShowDropped: (showDropped) => set({ showDropped }),
    setRadius: (radius) => set({ radius }),
  }));
}
