/** The export under way, or how the last one ended; it goes on when its dialog is closed. */
import { createStore } from 'zustand/vanilla';
import type { ErrorBody } from '#core/contract/errors.ts';
import type { ExportResult } from '#core/contract/schemas.ts';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly jobId: string }
  | { readonly kind: 'done'; readonly result: ExportResult }
  | { readonly kind: 'failed'; readonly error: ErrorBody };

export type ExportingStore = ReturnType<typeof createExportingStore>;

export function createExportingStore() {
  return createStore<ExportState>()(() => ({ kind: 'idle' }));
}
