import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import * as z from 'zod';
import { createJsonFile } from '../host/settings/jsonFile.ts';

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
const schema = z.object({
  /** Absent: wherever the system puts a window of this size. */
  bounds: z.union([rectangle, z.object({ width: z.int(), height: z.int() })]),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof schema>;

/** The size the layout is made for. */
const defaults: WindowState = { bounds: { width: 1440, height: 900 }, maximized: false };

export interface WindowMemory {
  /** Where the window was, if that place is still on a screen. */
  recall(): Promise<WindowState>;
  remember(window: BrowserWindow): Promise<void>;
}

/** Remembers the window's place in `window.json` of the user's folder. */
export function createWindowMemory(folder: string): WindowMemory {
  const file = createJsonFile(join(folder, 'window.json'), schema, defaults);
  return {
    async recall() {
      const state = await file.get();
      return 'x' in state.bounds && !isOnAScreen(state.bounds)
        ? { ...state, bounds: { width: state.bounds.width, height: state.bounds.height } }
        : state;
    },
    remember: (window) =>
      file.update(() => ({
        bounds: window.getNormalBounds(),
        maximized: window.isMaximized(),
      })),
  };
}

/** A screen may have been unplugged; enough of the title bar must be in reach. */
function isOnAScreen({ x, y, width }: Rectangle): boolean {
  return screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) =>
        x + width - 100 > area.x &&
        x + 100 < area.x + area.width &&
        y >= area.y &&
        y + 40 < area.y + area.height,
    );
}
