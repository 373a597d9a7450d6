import { useEffect, useState } from 'react';
import type { MethodOutput } from '#core/contract/methods.ts';
import { useSession } from '../../session/context.ts';

export type RecentEntry = MethodOutput<'recent.list'>['entries'][number];

/** What was opened before, the latest first; asked for each time it becomes `wanted`. */
export function useRecent(wanted: boolean): readonly RecentEntry[] {
  const { client } = useSession();
  const [entries, setEntries] = useState<readonly RecentEntry[]>([]);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    client.call('recent.list', {}).then(
      (answer) => current && setEntries(answer.entries),
      () => {}, // Without the list one opens by hand; a lost connection is told elsewhere.
    );
    return () => {
      current = false;
    };
  }, [client, wanted]);
  return entries;
}
