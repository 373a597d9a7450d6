/**
 * What goes into the shipped network and what comes out. The same in build/train/model.py and features.py.
 *
 * With B pairs, L = 32 cells a side, and H of them in what the network is fed, a multiple of L:
 *
 *     histogram   (B, H, H)  share of the T samples in each cell; first axis x, second y
 *     statistics  (B, F)     see `features.ts`
 *     estimate    (B)        nats: dv plus the learned correction; not clamped, so unbiased at independence
 *     dv          (B)        nats: the table's own Donsker-Varadhan value
 *     table       (B, L, L)  nats: the discriminant in the cells, whose borders `networks` has, an estimate of
 *                            log p(u, v) up to a constant
 */

/** L: cells of the table along each axis. */
export const tableCells = 32;

/** Octave bins of cell counts: 1, 2-3, 4-7, ..., 64 and more. */
export const countBins = 7;

/** Statistics of counts, the first of F. */
export const countedStatistics = 3 + 2 * 8 + countBins * 8 + 2 * 6;
