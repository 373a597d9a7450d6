import { useCallback, useEffect, useState } from 'react';
import { errorBody, type ErrorBody } from '#core/contract/errors.ts';
import type { MethodOutput } from '#core/contract/methods.ts';
import { useSession } from '../../session/context.ts';

export type Folder = MethodOutput<'files.list'>;

/** A folder of the host and the way to others; what was listed stays until the next one is there. */
export function useFolder() {
  const { client } = useSession();
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
    void enter();
  }, [enter]);
  return { folder, error, enter };
}
