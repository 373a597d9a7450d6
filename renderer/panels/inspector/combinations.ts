import type { Combination } from '#core/contract/schemas.ts';

/** How several scores become one, as the choices offer it. */
export const combinations: readonly { value: Combination; label: string; title: string }[] = [
  { value: 'mean', label: 'mean', title: 'The mean, as in the paper' },
  { value: 'min', label: 'min', title: 'The lowest: alike in all' },
  { value: 'max', label: 'max', title: 'The highest: alike in one' },
];
