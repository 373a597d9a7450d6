import type { ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useAction } from '../actions/useAction.ts';

interface ActionButtonProps {
  readonly action: Action;
  readonly children: ReactNode;
  readonly className?: string;
  /** The accessible name where `children` is an icon. */
  readonly label?: string;
}

/** A button of an action: enabled when it is, its label and key in the tooltip. */
export function ActionButton({ action, children, className = 'button', label }: ActionButtonProps) {
  return (
    <button type="button" className={className} aria-label={label} {...useAction(action)}>
      {children}
    </button>
  );
}
