import { networks } from '#core/infonet/networks.ts';

/** How many samples each estimator gets, by its word: 'infonet', 'ksg:k=5'. */
export type Counts = { readonly [word: string]: number };

/**
 * InfoNet as typed: the accurate network, and the fast one where it is shipped too.
 *
 * @param shipped names of the networks
 */
export function infonetWords(shipped: readonly string[] = []): string[] {
  return shipped.includes(networks.fast.model) ? ['infonet', 'infonet:weights=fast'] : ['infonet'];
}

/**
 * The estimators that the paper's experiments compare, with how many samples each gets. KDE takes a tenth of a second
 * a pair and MINE some seconds, so they get fewer; the samples are the first ones of the same list.
 *
 * @param quick without MINE: a minute holds only a handful of its estimates
 * @param shipped names of the networks
 */
export function comparedCounts(
  quick: boolean,
  counts: { fast: number; kde: number; mine?: number },
  shipped?: readonly string[],
): Counts {
  const { fast, kde, mine = 1 } = counts;
  return {
    ...Object.fromEntries(infonetWords(shipped).map((word) => [word, fast])),
    ksg: fast,
    ...(kde > 0 && { kde }),
    ...(!quick && { 'mine:iterations=1000': mine }),
  };
}

/**
 * What tables and figures show of all methods: not the oracle, which has a place of its own, and of the fast network
 * only its estimate (its table's own value is in the numbers).
 */
export function shownMethods(methods: readonly string[]): string[] {
  return methods.filter(
    (method) => method !== 'oracle' && !(method.includes(':') && method.endsWith('.dv')),
  );
}

/** @returns what a report has to say about the estimators that it compares, or leaves out */
export function estimatorNotes(counts: Counts): string[] {
  const has = (name: string) => Object.keys(counts).some((word) => word.split(':')[0] === name);
  if (has('mine'))
    return [
      'MINE trains with the settings that the paper gives: batches of 100, learning rate 0.001. Its public code takes 0.01, which gets further in as many iterations.',
    ];
  const names = has('kde') ? 'MINE' : 'KDE and MINE';
  return [
    `The quick run leaves ${names} out, for time; the full run compares them too. \`table1\` tells how long they take, and \`fig1\` shows how MINE gets there.`,
  ];
}
