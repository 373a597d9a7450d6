import { existsSync } from 'node:fs';
import type { Handlers } from '#core/contract/methods.ts';
import { estimators } from '#core/estimators/registry.ts';
import type { HostOptions } from './hostOptions.ts';

export function capabilitiesHandlers({
  installation,
  shell,
  engine,
  exportFolder,
  initialPath,
  choose,
  uploads,
}: HostOptions): Pick<Handlers, 'capabilities.get'> {
  return {
    'capabilities.get': async () => ({
      shell,
      version: installation.version,
      systemDialogs: choose !== undefined,
      droppedPaths: uploads === undefined,
      estimators: estimators.map(({ info }) => ({ ...info })),
      engine: engine.state(),
      exportFolder,
      hasSample: existsSync(installation.sampleFolder),
      ...(initialPath !== undefined && { initialPath }),
    }),
  };
}
