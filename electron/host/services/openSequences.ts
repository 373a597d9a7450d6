import { randomUUID } from 'node:crypto';
import { ComoveError } from '#core/contract/errors.ts';
import type { SequenceInfo } from '#core/contract/schemas.ts';
import type { MediaRegistry, MediaScope } from '../media/registry.ts';
import { describeSequence } from '../sequences/describeSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';
import { addClipMedia, addPointMedia } from './sequenceMedia.ts';

/** Who opened a sequence, or used it last. */
export type Owner = object;

/** A sequence that is open, with everything that ends when it is closed. */
export interface OpenSequence {
  readonly id: string;
  sequence: Sequence;
  info: SequenceInfo;
  owner: Owner | undefined;
  /** URLs that end with it. */
  readonly clipMedia: MediaScope;
  /** URLs of what a protocol decides; those of maps belong here too. */
  pointMedia: MediaScope;
  /** Called when it is closed, or when another protocol makes void what was derived from it. */
  readonly onChange: Set<() => void>;
}

export interface OpenSequences {
  add(sequence: Sequence, owner: Owner, onClose?: () => void): OpenSequence;
  /**
   * The sequence of an id; from now on the caller owns it, so that it survives a connection that broke and came
   * back.
   *
   * @throws ComoveError USAGE when it is not open (any more)
   */
  get(id: string, owner: Owner): OpenSequence;
  /** Puts the same clip under another protocol in its place. */
  replace(open: OpenSequence, sequence: Sequence): SequenceInfo;
  close(id: string): void;
  /** The owner is gone. Its sequences stay until somebody opens another one, for it may come back. */
  release(owner: Owner): void;
  /** Closes what nobody owns: a page that was reloaded must not hold gigabytes. */
  closeReleased(): void;
  closeAll(): void;
}

export function createOpenSequences(registry: MediaRegistry): OpenSequences {
  const opened = new Map<string, OpenSequence & { onClose?: () => void }>();

  function endDerived(open: OpenSequence): void {
    for (const end of open.onChange) end();
    open.onChange.clear();
    open.pointMedia.dispose();
  }
  function close(id: string): void {
    const open = opened.get(id);
    if (!open) return;
    opened.delete(id);
    endDerived(open);
    open.clipMedia.dispose();
    open.onClose?.();
  }

  return {
    add(sequence, owner, onClose) {
      const id = randomUUID();
      const [clipMedia, pointMedia] = [registry.scope(), registry.scope()];
      const info = {
        ...describeSequence(sequence),
        sequenceId: id,
        media: { ...addClipMedia(clipMedia, sequence), ...addPointMedia(pointMedia, sequence) },
      };
      const onChange = new Set<() => void>();
      const open = { id, sequence, info, owner, clipMedia, pointMedia, onChange, onClose };
      opened.set(id, open);
      return open;
    },
    get(id, owner) {
      const open = opened.get(id);
      if (!open)
        throw new ComoveError('USAGE', 'This sequence is not open (any more).', {
          remedy: 'Open it again.',
        });
      open.owner = owner;
      return open;
    },
    replace(open, sequence) {
      endDerived(open);
      open.sequence = sequence;
      open.pointMedia = registry.scope();
      open.info = {
        ...describeSequence(sequence),
        sequenceId: open.id,
        media: { ...open.info.media, ...addPointMedia(open.pointMedia, sequence) },
      };
      return open.info;
    },
    close,
    release(owner) {
      for (const open of opened.values()) if (open.owner === owner) open.owner = undefined;
    },
    closeReleased() {
      for (const { id, owner } of [...opened.values()]) if (owner === undefined) close(id);
    },
    closeAll() {
      for (const id of [...opened.keys()]) close(id);
    },
  };
}
