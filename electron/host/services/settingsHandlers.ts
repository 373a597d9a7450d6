import type { Handlers } from '#core/contract/methods.ts';
import type { RecentFiles, Settings } from '../settings/settings.ts';

export function settingsHandlers(
  settings: Settings,
  recent: RecentFiles,
): Pick<Handlers, 'settings.get' | 'settings.set' | 'recent.list' | 'recent.forget'> {
  return {
    'settings.get': () => settings.get(),
    'settings.set': async ({ values }) => {
      await settings.set(values);
      return {};
    },
    'recent.list': async () => ({ entries: await recent.list() }),
    'recent.forget': async ({ path }) => {
      await recent.forget(path);
      return {};
    },
  };
}
