/**
 * Brings frames to the screen whole: picture, points and mask of one frame together, or not at all. So the number
 * that is shown, the picture and the positions always belong to the same frame.
 */

export interface Presenter {
  /**
   * Asks for a frame. While it is loading a newer wish may overtake it; then whichever newer one is ready first is
   * shown, never an older one after a newer.
   *
   * @param exact nothing that was asked for before may still appear
   */
  want(frame: number, exact?: boolean): void;
  dispose(): void;
}

export interface PresenterOptions<Content> {
  load(frame: number): Promise<Content>;
  show(frame: number, content: Content): void;
  /** A frame that cannot be shown. */
  fail(frame: number, error: unknown): void;
}

/** Loads at once; the newest wish waits for a place and replaces the one that waited. */
const parallel = 2;

export function createPresenter<Content>(options: PresenterOptions<Content>): Presenter {
  let serial = 0;
  /** Wishes up to this one are history. */
  let passed = 0;
  let running = 0;
  let waiting: { frame: number; serial: number } | undefined;
  let ended = false;

  const start = async (wish: { frame: number; serial: number }) => {
    running += 1;
    try {
      const content = await options.load(wish.frame);
      if (!ended && wish.serial > passed) {
        passed = wish.serial;
        options.show(wish.frame, content);
      }
    } catch (error) {
      if (!ended && wish.serial > passed) {
        passed = wish.serial;
        options.fail(wish.frame, error);
      }
    } finally {
      running -= 1;
      const next = waiting;
      waiting = undefined;
      if (next && !ended) void start(next);
    }
  };

  return {
    want(frame, exact = false) {
      serial += 1;
      if (exact) passed = serial - 1;
      if (running < parallel) void start({ frame, serial });
      else waiting = { frame, serial };
    },
    dispose() {
      ended = true;
      waiting = undefined;
    },
  };
}
