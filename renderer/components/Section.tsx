import { useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../state/context.ts';
import { Icon } from './Icon.tsx';

interface SectionProps {
  /** Under this name the fold is remembered. */
  readonly name: string;
  readonly title: string;
  /** What matters of it in few characters; in sight when it is folded, too. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the inspector that folds, and stays folded in the next session. */
export function Section({ name, title, aside, children }: SectionProps) {
  const { settings } = useStores();
  const folded = useStore(settings, (state) => state.folded.includes(name));
  const id = useId();
  return (
    <section className="section" aria-labelledby={`${id}-title`} data-folded={folded}>
      <h2>
        <button
          type="button"
          aria-expanded={!folded}
          aria-controls={`${id}-body`}
          onClick={() => settings.getState().toggleFolded(name)}
        >
          <Icon name="chevron" />
          <span id={`${id}-title`}>{title}</span>
        </button>
        {aside !== undefined && <span className="section-aside">{aside}</span>}
      </h2>
      <div id={`${id}-body`} className="section-body" hidden={folded}>
        {!folded && children}
      </div>
    </section>
  );
}
