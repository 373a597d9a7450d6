/** What is remembered between sessions: kept by the host, applied before it answers with these defaults. */
import { createStore } from 'zustand/vanilla';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface SettingsState {
  readonly theme: Theme;
  /** Sections of the inspector that are folded, by name. */
  readonly folded: readonly string[];
  /** Why settings are not kept, or were not what they should be. */
  readonly notes: readonly string[];
  setTheme(theme: Theme): void;
  toggleFolded(section: string): void;
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;

export function createSettingsStore() {
  return createStore<SettingsState>()((set) => ({
    theme: 'system',
    folded: [],
    notes: [],
    setTheme: (theme) => set({ theme }),
    toggleFolded: (section) =>
      set(({ folded }) => ({
        folded: folded.includes(section)
          ? folded.filter((name) => name !== section)
          : [...folded, section],
      })),
  }));
}
