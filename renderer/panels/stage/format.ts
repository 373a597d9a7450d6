/** Numbers as the stage writes them. */

/** Two decimals: the paper's step, and less than the estimate's own error. */
export function formatScore(score: number): string {
  // No minus before a zero.
  return (Math.abs(score) < 0.005 ? 0 : score).toFixed(2);
}

/** A frame number as wide as the last one, '0421'. */
export function formatFrame(frame: number, frameCount: number): string {
  return String(frame).padStart(String(Math.max(0, frameCount)).length, '0');
}
