/** The sequence that is open, the one being opened, and what went wrong with the last attempt. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { SequenceInfo } from '#core/contract/schemas.ts';
import type { OpenSource } from '../api/dropped.ts';
import type { FrameSource } from '../api/frameSource.ts';

/** A sequence as the window holds it: what the host said, the small arrays whole, the large ones by frame. */
export interface OpenSequence {
  readonly info: SequenceInfo;
  /** (N) index into pointStatuses. */
  readonly status: Uint8Array;
  /** (N) object label, -1 where unknown. */
  readonly labels: Int32Array;
  readonly frames: FrameSource;
  /** The image of a frame, undefined where the sequence has none for it. */
  imageUrl(frame: number): string | undefined;
  maskUrl(frame: number): string | undefined;
}

/** What the user asked to open, in their words. */
export interface OpeningRequest {
  readonly name: string;
  readonly jobId: string;
}

export interface OpeningProblem {
  readonly name: string;
  /** What to try again; undefined where nothing could be read of what was dropped. */
  readonly source: OpenSource | undefined;
  readonly error: ErrorBody;
}

export interface SequenceState {
  readonly open: OpenSequence | undefined;
  /** Set while something is being opened; what was open stays open until it succeeds. */
  readonly opening: OpeningRequest | undefined;
  readonly problem: OpeningProblem | undefined;
}

export type SequenceStore = ReturnType<typeof createSequenceStore>;

export function createSequenceStore() {
  return createStore<SequenceState>()(() => ({
    open: undefined,
    opening: undefined,
    problem: undefined,
  }));
}
