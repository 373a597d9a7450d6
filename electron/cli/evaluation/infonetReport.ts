/** What `comove evaluate-infonet` says of one length of samples, as a document and as lines. */
import type { CopulaFigures, Figures, LevelEvaluation } from '#core/infonet/evaluation/evaluate.ts';
import { tolerance, type RoundingEvaluation } from '#core/infonet/evaluation/evaluateRounding.ts';
import { tellableDifference } from '#core/infonet/evaluation/errors.ts';
import { bandWidths, type RankLimit } from '#core/infonet/evaluation/rankLimit.ts';
import type { TripletEvaluation } from '#core/infonet/evaluation/evaluateTriplets.ts';
import type { Json } from '../../host/results/json.ts';

export interface LengthResult {
  /** Samples of a pair. */
  readonly n: number;
  readonly mixtures: LevelEvaluation;
  readonly copulas: readonly CopulaFigures[];
  readonly triplets?: TripletEvaluation;
  readonly rounding?: readonly RoundingEvaluation[];
  readonly rankLimit?: RankLimit;
}

export function resultDocument({
  mixtures,
  copulas,
  triplets,
  rounding,
  rankLimit,
}: LengthResult): {
  readonly [key: string]: Json;
} {
  const { levels, meanRmse, orderAccuracy } = mixtures;
  return {
    mean_rmse: meanRmse,
    order_accuracy: orderAccuracy,
    levels: levels.map(({ level, figures }) => ({ level, figures: figuresDocument(figures) })),
    copulas: copulas.map(({ name, information, figures }) => ({
      name,
      information,
      figures: figuresDocument(figures),
    })),
    ...(triplets && {
      triplets: {
        by_components: triplets.byComponents.map(({ components, triplets: count, share }) => ({
          components,
          triplets: count,
          order_accuracy: share,
        })),
        apart: {
          least_difference: tellableDifference,
          triplets: triplets.apart.triplets,
          order_accuracy: triplets.apart.share,
        },
      },
    }),
    ...(rounding && {
      rounding: rounding.map(({ levels, variables, figures }) => ({
        levels,
        variables,
        tolerance,
        figures: Object.fromEntries(
          Object.entries(figures).map(([method, each]) => [
            method,
            {
              mean_change: each.meanChange,
              mean_amount: each.meanAmount,
              mean_excess: each.meanExcess,
              greatest_excess: each.greatestExcess,
              within: each.within,
            },
          ]),
        ),
      })),
    }),
    ...(rankLimit && {
      rank_limit: {
        widths: [...bandWidths],
        pairs: rankLimit.pairs,
        rmse: rankLimit.rmse,
        oracle_rmse: rankLimit.oracleRmse,
      },
    }),
  };
}

function figuresDocument(figures: Figures): Json {
  return Object.fromEntries(
    Object.entries(figures).map(([method, { count, rmse, meanError }]) => [
      method,
      { count, rmse, mean_error: meanError },
    ]),
  );
}

export function resultLines({
  n,
  mixtures,
  copulas,
  triplets,
  rounding = [],
  rankLimit,
}: LengthResult): string[] {
  const { levels, meanRmse, orderAccuracy } = mixtures;
  const methods = Object.keys(meanRmse);
  const row = (title: string, cells: string[]) =>
    [title.padEnd(32), ...cells.map((cell) => cell.padStart(18))].join('');
  const percent = (share: Record<string, number>) =>
    methods.map((method) => (100 * share[method]).toFixed(2));
  const errors = (figures: Figures) =>
    methods.map(
      (method) => `${figures[method].rmse.toFixed(4)} ${signed(figures[method].meanError)}`,
    );
  return [
    row(`N = ${n}: RMSE, mean error, nats`, methods),
    ...levels.map(({ level, figures }) => row(`mixtures at ${level.toFixed(1)}`, errors(figures))),
    row(
      'mean RMSE',
      methods.map((method) => meanRmse[method].toFixed(4)),
    ),
    row('order accuracy, %', percent(orderAccuracy)),
    ...copulas.map(({ name, information, figures }) =>
      row(`${name} (${information.toFixed(3)})`, errors(figures)),
    ),
    ...(triplets
      ? [
          row('triplets in order, %', methods),
          ...triplets.byComponents.map(({ components, share }) =>
            row(
              `of ${components} ${components === 1 ? 'component' : 'components'}`,
              percent(share),
            ),
          ),
          row(`all that differ by ${tellableDifference}`, percent(triplets.apart.share)),
        ]
      : []),
    ...(rounding.length > 0 ? [row(`mean change; % within ${tolerance}`, methods)] : []),
    ...rounding.map(({ levels, variables, figures }) =>
      row(
        `${variables === 'x' ? 'x' : 'x and y'} to ${levels} levels`,
        methods.map((method) => {
          const { meanChange, within } = figures[method];
          return `${signed(meanChange)} ${(100 * within).toFixed(1)}`;
        }),
      ),
    ),
    ...(rankLimit ? rankLimitLines(rankLimit) : []),
  ];
}

function rankLimitLines({ rmse, oracleRmse }: RankLimit): string[] {
  const ratio = (rmse / oracleRmse).toFixed(2);
  return [
    `additive uniform noise ${bandWidths.join(' to ')}: who sees only ranks and knows all but the width errs by at least ` +
      `${rmse.toFixed(4)}, ${ratio} times the oracle's ${oracleRmse.toFixed(4)}`,
  ];
}

const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)}`;
