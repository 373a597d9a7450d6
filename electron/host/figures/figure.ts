/** A figure as data: what is shown, in the units of its axes. `figureSvg` draws it. */

export interface Axis {
  /** With the unit: 'mutual information, nats'. */
  readonly label: string;
  /** From the data by default. */
  readonly domain?: readonly [low: number, high: number];
  readonly scale?: 'linear' | 'log';
  /** Where ticks stand; chosen by default. */
  readonly ticks?: readonly number[];
  /** Names instead of numbers: value i is names[i]. */
  readonly names?: readonly string[];
  /** How tick values are written; as plain numbers by default. */
  readonly format?: (value: number) => string;
}

export type Point = readonly [x: number, y: number];

interface Drawn {
  /** '#rrggbb' */
  readonly colour: string;
  /** In the legend, once for the whole figure; layers without one are not in it. */
  readonly label?: string;
}

export type Layer =
  | (Drawn & {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly dashed?: boolean;
      /** A disc at each point. */
      readonly marked?: boolean;
    })
  | (Drawn & {
      readonly kind: 'dots';
      readonly points: readonly Point[];
      /** Pixels. */
      readonly radius?: number;
      /** 0..1 */
      readonly opacity?: number;
      readonly hollow?: boolean;
    })
  | (Drawn & {
      readonly kind: 'band';
      /** Filled between low and high. */
      readonly points: readonly (readonly [x: number, low: number, high: number])[];
    })
  | {
      readonly kind: 'cells';
      /** PNG of the cells, first row on top; it fills the panel. */
      readonly png: Uint8Array;
    };

export interface Panel {
  /** Above it. */
  readonly title?: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Drawn in this order. */
  readonly layers: readonly Layer[];
}

export interface Figure {
  readonly title: string;
  /** In reading order. */
  readonly panels: readonly Panel[];
  /** Panels in a row; 1 by default. */
  readonly columns?: number;
  /** Pixels of one panel. */
  readonly panelSize?: { readonly width: number; readonly height: number };
  /** A colour ramp in the legend: what its ends mean. */
  readonly ramp?: { readonly png: Uint8Array; readonly low: string; readonly high: string };
}
