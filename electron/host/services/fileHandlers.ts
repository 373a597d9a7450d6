import { ComoveError } from '#core/contract/errors.ts';
import type { Handlers } from '#core/contract/methods.ts';
import { listFolder } from '../files/listFolder.ts';
import type { HostOptions } from './hostOptions.ts';

export function fileHandlers({
  choose,
}: HostOptions): Pick<Handlers, 'files.list' | 'files.choose'> {
  return {
    'files.list': ({ path }) => listFolder(path),
    'files.choose': async ({ purpose }) => {
      if (!choose)
        throw new ComoveError('USAGE', 'This shell has no system dialogs.', {
          remedy: 'List folders with files.list.',
        });
      return { path: await choose(purpose) };
    },
  };
}
