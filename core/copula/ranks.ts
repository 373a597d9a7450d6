/** Doubled midranks: ties share the mean of the ranks that they cover, twice that is an integer. */
export type RankArray = Uint16Array | Uint32Array;
