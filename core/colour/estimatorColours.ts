/**
 * One colour per estimator in every figure and plot. On white each has a contrast of at least 3:1, and neighbours in
 * the list stay apart under the usual colour-vision deficiencies (after Okabe and Ito, 2008).
 */
const colours: Readonly<Record<string, string>> = {
  oracle: '#1a1d21',
  truth: '#1a1d21',
  infonet: '#2563c9',
  'infonet.dv': '#4a90d0',
  'infonet-table': '#0b7fab',
  'infonet:weights=fast': '#1e3a8a',
  ksg: '#d1490c',
  kde: '#00845f',
  mine: '#b5388a',
  histogram: '#8a6a00',
  'gaussian-copula': '#6a4fbf',
  pearson: '#5c6670',
  spearman: '#8a919b',
  'distance-correlation': '#00809c',
  'velocity-difference': '#a52a3a',
  rigidity: '#4d7c0f',
  'spatial-distance': '#9a5b2e',
};

/** For names that are not listed, e.g. an estimator that was added since. */
const spare = ['#7c3aed', '#0f766e', '#be185d', '#a16207', '#475569'];

/**
 * The colour of an estimator, as '#rrggbb'.
 *
 * @param estimator its name, with options or without ('ksg', 'ksg:k=5'; only InfoNet's fast network has a colour of
 *   its own); also 'oracle', 'truth', and 'infonet.dv' for the table's own value
 */
export function estimatorColour(estimator: string): string {
  if (Object.hasOwn(colours, estimator)) return colours[estimator];
  const [name] = estimator.split(':');
  if (Object.hasOwn(colours, name)) return colours[name];
  let sum = 0;
  for (const character of name) sum = (31 * sum + character.codePointAt(0)!) % spare.length;
  return spare[sum];
}
