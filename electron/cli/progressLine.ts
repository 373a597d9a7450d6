import type { Progress } from '../host/progress.ts';

/** At most this often is the line redrawn: quick enough to look alive, slow enough to cost nothing. */
const redrawMillis = 100;

/**
 * One line on a terminal that long work overwrites: 'Scoring 1,024 of 8,808 pairs'. On a stream that is not a
 * terminal each phase becomes one line of its own.
 */
export class ProgressLine {
  enabled: boolean;
  readonly #write: (text: string) => void;
  readonly #terminal: boolean;
  #phase = '';
  #drawn = false;
  #next = 0;

  constructor(write: (text: string) => void, terminal: boolean) {
    this.#write = write;
    this.#terminal = terminal;
    this.enabled = terminal;
  }

  show({ phase, done, total, unit, secondsLeft }: Progress): void {
    if (!this.enabled) return;
    const now = performance.now();
    const changed = phase !== this.#phase;
    if (!changed && (now < this.#next || !this.#terminal)) return;
    this.#phase = phase;
    this.#next = now + redrawMillis;
    const count = total > 0 ? ` ${done.toLocaleString('en')} of ${total.toLocaleString('en')}` : '';
    const line = this.#terminal ? `${phase}${count} ${unit}${leftText(secondsLeft)}` : phase;
    this.#write(this.#terminal ? `\r\u001b[K${line}` : `${line}\n`);
    this.#drawn = this.#terminal;
  }

  /** Takes the line away, so that what is written next starts on a clean one. */
  clear(): void {
    if (this.#drawn) this.#write('\r\u001b[K');
    this.#drawn = false;
    this.#phase = '';
  }
}

/** Coarse, as the guess is: seconds below two minutes, then minutes, then hours. */
function leftText(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  if (seconds < 120) return `, ${Math.ceil(seconds)} s left`;
  if (seconds < 7200) return `, ${Math.round(seconds / 60)} min left`;
  return `, ${Math.round(seconds / 3600)} h left`;
}
