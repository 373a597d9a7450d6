import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { MethodInput } from '#core/contract/methods.ts';
import type { ExportingStore } from '../state/exporting.ts';
import type { JobRunner } from './jobRunner.ts';

export type ExportOrder = Omit<MethodInput<'export.run'>, 'jobId'>;

/** Runs an export and tells the store how it stands. Never rejects. */
export function createExporter(client: Client, jobs: JobRunner, exporting: ExportingStore) {
  return async (order: ExportOrder): Promise<void> => {
    const { jobId, result } = jobs.start('Exporting', (id) =>
      client.call('export.run', { ...order, jobId: id }),
    );
    exporting.setState({ kind: 'running', jobId }, true);
    try {
      exporting.setState({ kind: 'done', result: await result }, true);
    } catch (thrown) {
      const error = errorBody(thrown);
      exporting.setState(
        error.code === 'ABORTED' ? { kind: 'idle' } : { kind: 'failed', error },
        true,
      );
    }
  };
}
