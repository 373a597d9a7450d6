import { useEffect, useState } from 'react';
import { useSession } from '../../session/context.ts';

/** Takes what is dropped anywhere on the window, and says so while something is over it. */
export function DropZone() {
  const session = useSession();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    // Enters and leaves of children come in pairs: what counts is whether any is left.
    let depth = 0;
    const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files');
    const listen = (
      type: 'dragenter' | 'dragleave' | 'dragover' | 'drop',
      act: (event: DragEvent) => void,
    ) =>
      window.addEventListener(
        type,
        (event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          act(event);
        },
        { signal },
      );
    const count = (by: number) => {
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    listen('dragenter', () => count(1));
    listen('dragleave', () => count(-1));
    listen('dragover', () => {});
    listen('drop', ({ dataTransfer }) => {
      depth = 0;
      setOver(false);
      if (dataTransfer) void session.openDropped(dataTransfer);
    });
    return () => ended.abort();
  }, [session]);
  return over ? <div className="drop-zone">Drop to open</div> : null;
}
