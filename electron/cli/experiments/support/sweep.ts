/** Experiments that sweep one parameter of families of distributions whose information has a closed form. */
import { estimatorColour } from '#core/colour/estimatorColours.ts';
import type { Distribution } from '#core/infonet/evaluation/distribution.ts';
import type { Layer, Panel } from '../../../host/figures/figure.ts';
import { notStated, type Part, type Report } from '../experiment.ts';
import { shownMethods } from './compared.ts';
import { judge, type Estimates, type JudgeOptions } from './judge.ts';
import { methodLabel } from './labels.ts';
import { errorsOf, fixed, mean, signed } from './statistics.ts';

export interface Family {
  /** 'half-cube' */
  readonly name: string;
  /** 'ρ' */
  readonly parameter: string;
  /** Label of the axis. */
  readonly axis: string;
  /** Ascending. */
  readonly values: readonly number[];
  distribution(value: number): Distribution;
  /** nats, in closed form */
  truth(value: number): number;
}

/** A part per family and value. */
export function sweepParts(families: readonly Family[], options: JudgeOptions): Part<Estimates>[] {
  return entriesOf(families).map(({ family, value }, i) => ({
    key: `${family.name} ${family.parameter} ${value}`,
    run: (context) =>
      judge(family.distribution(value), { ...options, seed: options.seed + 1000 * i }, context),
  }));
}

const entriesOf = (families: readonly Family[]) =>
  families.flatMap((family) => family.values.map((value) => ({ family, value })));

/** @param results of `sweepParts`, in its order */
export function sweepReport(
  families: readonly Family[],
  results: readonly Estimates[],
  title: string,
): Report {
  const methods = Object.keys(results[0]);
  const shown = shownMethods(methods);
  const rows = entriesOf(families).map(({ family, value }, i) => {
    const truth = family.truth(value);
    const summaries = Object.fromEntries(
      methods.map((method) => [
        method,
        errorsOf(
          results[i][method],
          results[i][method].map(() => truth),
        ),
      ]),
    );
    return { family, value, truth, summaries };
  });
  const panels = families.map((family): Panel => {
    const own = rows.filter((row) => row.family === family);
    return {
      ...(families.length > 1 && { title: family.name }),
      x: { label: family.axis },
      y: { label: 'mutual information, nats' },
      layers: [
        ...shown.map((method): Layer => ({
          kind: 'line',
          marked: true,
          colour: estimatorColour(method),
          label: methodLabel(method),
          points: own.map(({ value, truth, summaries }) => [
            value,
            truth + summaries[method].meanError,
          ]),
        })),
        {
          kind: 'line',
          dashed: true,
          colour: estimatorColour('truth'),
          label: 'truth',
          points: fine(family.values).map((value) => [value, family.truth(value)]),
        },
      ],
    };
  });
  return {
    tables: [
      {
        name: 'numbers',
        columns: [
          'family',
          'parameter',
          'truth',
          'method',
          'samples',
          'variance',
          'mean_error',
          'rmse',
        ],
        rows: rows.flatMap(({ family, value, truth, summaries }) =>
          methods.map((method) => {
            const { count, variance, meanError, rmse } = summaries[method];
            return [family.name, value, truth, method, count, variance, meanError, rmse];
          }),
        ),
      },
    ],
    figures: [
      {
        name: 'figure',
        figure: {
          title,
          columns: Math.min(3, panels.length),
          panelSize: panels.length > 1 ? { width: 340, height: 320 } : { width: 680, height: 440 },
          panels,
        },
      },
    ],
    comparisons: [
      {
        caption: 'RMSE and mean error, nats, averaged over the values (the paper shows curves)',
        columns: ['', 'method', "paper's RMSE", 'our RMSE', 'our mean error', "oracle's RMSE"],
        rows: families.flatMap((family) => {
          const own = rows.filter((row) => row.family === family);
          const over = (method: string, figure: 'rmse' | 'meanError') =>
            mean(own.map(({ summaries }) => summaries[method][figure]));
          return shown.map((method) => [
            family.name,
            methodLabel(method),
            notStated,
            fixed(over(method, 'rmse'), 4),
            signed(over(method, 'meanError'), 4),
            fixed(over('oracle', 'rmse'), 4),
          ]);
        }),
      },
      ...families.map((family) => ({
        caption: `Mean estimate, nats, ${family.name}`,
        columns: [family.parameter, 'truth', 'oracle', ...shown.map(methodLabel)],
        rows: rows
          .filter((row) => row.family === family)
          .map(({ value, truth, summaries }) => [
            String(value),
            fixed(truth),
            ...['oracle', ...shown].map((method) => fixed(truth + summaries[method].meanError)),
          ]),
      })),
    ],
    notes: [],
  };
}

/** A hundred steps from the first value to the last, for a smooth curve. */
function fine(values: readonly number[]): number[] {
  const [low, high] = [values[0], values[values.length - 1]];
  return Array.from({ length: 101 }, (_, i) => low + ((high - low) * i) / 100);
}

/** From -0.9 to 0.9 in steps of 0.1. */
export const correlations: readonly number[] = Array.from({ length: 19 }, (_, i) => (i - 9) / 10);

/** nats, of a bivariate Gaussian */
export const gaussianInformation = (rho: number): number => -Math.log(1 - rho * rho) / 2;
