import { useStore } from 'zustand';
import { colourMapNames } from '#core/colour/colourMap.ts';
import type { ColourMapName } from '#core/colour/tables.ts';
import { useStores } from '../../state/context.ts';
import { layerNames, type LayerName } from '../../state/view.ts';

const titles: Readonly<Record<LayerName, string>> = {
  points: 'Points, coloured by score',
  heat: 'Dense heat map of the scores',
  segment: 'Segmentation at the threshold',
  truth: 'Ground truth of the picked object',
};

/** Toggles for what is laid over the video, its opacity, its colours. */
export function LayerBar() {
  const { view, sequence } = useStores();
  const layers = useStore(view, (state) => state.layers);
  const colourMap = useStore(view, (state) => state.colourMap);
  const opacity = useStore(view, (state) => state.opacity);
  const showDropped = useStore(view, (state) => state.showDropped);
  const open = useStore(sequence, (state) => state.open);
  if (!open) return null;
  const hasMasks = open.info.media.masks !== undefined;
  const dropped = open.info.pointCount - open.info.kept;

  return (
    <div className="layer-bar" role="toolbar" aria-label="Layers">
      {layerNames.map((layer, i) => {
        const missing = layer === 'truth' && !hasMasks;
        return (
          <button
            key={layer}
            type="button"
            className="layer-toggle"
            aria-pressed={layers[layer]}
            aria-keyshortcuts={String(i + 1)}
            disabled={missing}
            title={missing ? 'This sequence has no masks' : `${titles[layer]} (${i + 1})`}
            onClick={() => view.getState().toggleLayer(layer)}
          >
            <kbd>{i + 1}</kbd>
            {layer}
          </button>
        );
      })}
      {dropped > 0 && (
        <button
          type="button"
          className="layer-toggle"
          aria-pressed={showDropped}
          title={`Show the ${dropped.toLocaleString('en')} points that the filter left out, in grey`}
          onClick={() => view.getState().setShowDropped(!showDropped)}
        >
          dropped
        </button>
      )}
      <label className="layer-opacity">
        opacity
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          aria-valuetext={`${Math.round(100 * opacity)} %`}
          onChange={(event) => view.getState().setOpacity(event.target.valueAsNumber)}
          onKeyDown={(event) => event.key.startsWith('Arrow') && event.stopPropagation()}
        />
      </label>
      <select
        className="layer-colours"
        aria-label="Colour map"
        title="Colour map (C)"
        value={colourMap}
        onChange={(event) => view.getState().setColourMap(event.target.value as ColourMapName)}
      >
        {colourMapNames.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </div>
  );
}
