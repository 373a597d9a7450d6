import { InvalidArgumentError } from 'commander';

/** A finite number, e.g. '0.01'. */
export function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError('Give a number, e.g. 0.5 or -2000.');
  return value;
}

/** A finite number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('Give a number above 0.');
  return value;
}

/** A whole number from 0. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Give a whole number, 0 or above.');
  return Number(text);
}

/** A parser of whole numbers from `low` to `high`. */
export function wholeNumberIn(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!(value >= low && value <= high))
      throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
    return value;
  };
}

/** A parser of numbers from `low` to `high`. */
export function numberFromTo(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!(value >= low && value <= high))
      throw new InvalidArgumentError(`Give a number from ${low} to ${high}.`);
    return value;
  };
}

/** 'X,Y' in pixels. */
export function pixel(text: string): { x: number; y: number } {
  const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (parts.length !== 2 || !parts.every(Number.isFinite))
    throw new InvalidArgumentError('Give X,Y in pixels, e.g. 480,270.');
  return { x: parts[0], y: parts[1] };
}
