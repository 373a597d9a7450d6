/** Picked points and the point under the pointer, both as ids in the archive's numbering. */
import { createStore } from 'zustand/vanilla';

export interface PicksState {
  /** In the order they were picked: the first one defines the positives. */
  readonly tracks: readonly number[];
  /** Changes with the pointer: read it by `subscribe`, not by render, where many things hang on it. */
  readonly hovered: number | undefined;
  /** `add` keeps what was picked; a point that was picked already is then taken out. */
  pick(track: number, add: boolean): void;
  remove(track: number): void;
  clear(): void;
  hover(track: number | undefined): void;
}

export type PicksStore = ReturnType<typeof createPicksStore>;

export function createPicksStore() {
  return createStore<PicksState>()((set) => ({
    tracks: [],
    hovered: undefined,
    pick: (track, add) =>
      set(({ tracks }) => {
        if (!add) return { tracks: [track] };
        return tracks.includes(track)
          ? { tracks: tracks.filter((other) => other !== track) }
          : { tracks: [...tracks, track] };
      }),
    remove: (track) => set(({ tracks }) => ({ tracks: tracks.filter((t) => t !== track) })),
    clear: () => set({ tracks: [] }),
    hover: (hovered) => set((state) => (state.hovered === hovered ? state : { hovered })),
  }));
}
