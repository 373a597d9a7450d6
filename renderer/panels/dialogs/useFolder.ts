import { useCallback, useEffect, useState } from 'react';
import { errorBody, type ErrorBody } from '#core/contract/errors.ts';
import type { MethodOutput } from '#core/contract/methods.ts';
import { useSession } from '../../session/context.ts';

export type Folder = MethodOutput<'files.list'>;

/**
 * A folder of the host and the way to others; what was listed stays until the next one is there. Begins where the
 * open sequence lies, else at home.
 */
export function useFolder() {
  const { client, stores } = useSession();
  const [start] = useState(() => folderOf(stores.sequence.getState().open?.info.path));
  const [folder, setFolder] = useState<Folder>();
  const [error, setError] = useState<ErrorBody>();
  const enter = useCallback(
    (path?: string) =>
      client.call('files.list', { path }).then(
        (answer) => {
          setFolder(answer);
          setError(undefined);
        },
        (thrown: unknown) => setError(errorBody(thrown)),
      ),
    [client],
  );
  useEffect(() => {
    void enter(start);
  }, [enter, start]);
  return { folder, error, enter };
}

/** The folder that a file or folder lies in. */
function folderOf(path: string | undefined): string | undefined {
  return path?.replace(/(?<=.)[\\/][^\\/]*[\\/]?$/, '') || undefined;
}
