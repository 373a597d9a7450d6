/** Numbers as the window writes them. Pure. */

/** '1,734' */
export const formatCount = (count: number): string => count.toLocaleString('en');

/** '1,734 points', '1 point' */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** '0.19 s', '12.3 s', '2 min 5 s' */
export function formatElapsed(millis: number): string {
  const seconds = millis / 1000;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** '0.06 s', '9.8 s', '68 s', '4.2 min', '1.5 h': in at most seven characters. */
export function formatBrief(millis: number): string {
  const seconds = millis / 1000;
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  if (seconds < 99.5) return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  const minutes = seconds / 60;
  return minutes < 60 ? `${minutes.toFixed(1)} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** '1 s', '12 s', '4 min', '1 h 20 min': of what is known roughly, rounded up to whole units. */
export function formatRough(millis: number): string {
  const seconds = Math.max(1, Math.ceil(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}

/** '11.9 MB', decimal as file managers write it. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** A threshold or a score where its last step counts: three decimals, a tenth of the paper's step. */
export function formatFine(score: number): string {
  return (Math.abs(score) < 0.0005 ? 0 : score).toFixed(3);
}

/** The same in at most six characters, for columns: '2.844', '-12.50', '-340.2'. */
export function formatNarrow(score: number): string {
  const size = Math.abs(score);
  if (size < 9.9995) return formatFine(score);
  return score.toFixed(size < 99.995 ? 2 : size < 9999.5 ? 1 : 0);
}
