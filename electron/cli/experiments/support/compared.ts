/** How many samples each estimator gets, by its word: 'infonet', 'ksg:k=5'. */
export type Counts = { readonly [word: string]: number };

/**
 * The estimators that the paper's experiments compare, with how many samples each gets. KDE takes a tenth of a second
 * a pair and MINE some seconds, so they get fewer; the samples are the first ones of the same list.
 *
 * @param quick without MINE: a minute holds only a handful of its estimates
 */
export function comparedCounts(
  quick: boolean,
  counts: { fast: number; kde: number; mine?: number },
): Counts {
  const { fast, kde, mine = 1 } = counts;
  return {
    infonet: fast,
    ksg: fast,
    ...(kde > 0 && { kde }),
    ...(!quick && { 'mine:iterations=1000': mine }),
  };
}

/** Said by reports of quick runs. */
export const withoutMine =
  'The quick run leaves MINE out, which trains a network for seconds on every pair; the full run has it, `table1` tells its time, and `fig1` shows its optimisation.';

/** @returns the note, for counts without MINE */
export const mineNote = (counts: Counts): string[] =>
  Object.keys(counts).some((word) => word.startsWith('mine')) ? [] : [withoutMine];
