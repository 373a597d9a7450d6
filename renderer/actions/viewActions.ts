import type { Session } from '../session/session.ts';
import { themes } from '../state/settings.ts';
import { colourMapNames } from '#core/colour/colourMap.ts';
import { layerNames, type LayerName } from '../state/view.ts';
import type { Action } from './action.ts';

const isOpen = ({ stores }: Session) => stores.sequence.getState().open !== undefined;

const layerLabels: Readonly<Record<LayerName, string>> = {
  points: 'Show or hide points',
  heat: 'Show or hide the heat map',
  segment: 'Show or hide the segmentation',
  truth: 'Show or hide the ground truth',
};

const layerAction = (layer: LayerName, index: number): Action => ({
  id: `layers.${layer}`,
  label: layerLabels[layer],
  group: 'Layers',
  keys: [String(index + 1)],
  enabled: (session) =>
    isOpen(session) &&
    (layer !== 'truth' || session.stores.sequence.getState().open?.info.media.masks !== undefined),
  run: ({ stores }) => stores.view.getState().toggleLayer(layer),
});

/** The entry after `current`, the first after the last. */
export function after<T>(list: readonly T[], current: T): T {
  return list[(list.indexOf(current) + 1) % list.length];
}

export const themeAction: Action = {
  id: 'window.theme',
  label: 'Next theme: system, light, dark',
  group: 'Window',
  keys: ['t'],
  run: ({ stores }) => {
    const { theme, setTheme } = stores.settings.getState();
    setTheme(after(themes, theme));
  },
};

export const viewActions: readonly Action[] = [
  ...layerNames.map(layerAction),
  {
    id: 'layers.dropped',
    label: 'Show or hide the points that the filter left out',
    group: 'Layers',
    keys: ['d'],
    enabled: isOpen,
    run: ({ stores }) => {
      const { showDropped, setShowDropped } = stores.view.getState();
      setShowDropped(!showDropped);
    },
  },
  {
    id: 'layers.colourMap',
    label: `Next colour map: ${colourMapNames.join(', ')}`,
    group: 'Layers',
    keys: ['c'],
    enabled: isOpen,
    run: ({ stores }) => {
      const { colourMap, setColourMap } = stores.view.getState();
      setColourMap(after(colourMapNames, colourMap));
    },
  },
];
