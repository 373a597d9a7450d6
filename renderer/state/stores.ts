/** All stores of one window. Tests make their own; nothing here is global. */
import { createComparisonStore } from './comparison.ts';
import { createConnectionStore } from './connection.ts';
import { createDialogsStore } from './dialogs.ts';
import { createExportingStore } from './exporting.ts';
import { createJobsStore } from './jobs.ts';
import { createMapStore } from './map.ts';
import { createPairStore } from './pair.ts';
import { createPicksStore } from './picks.ts';
import { createSequenceStore } from './sequence.ts';
import { createSettingsStore } from './settings.ts';
import { createThresholdStore } from './threshold.ts';
import { createTimeStore } from './time.ts';
import { createViewStore } from './view.ts';

export type Stores = ReturnType<typeof createStores>;

export function createStores() {
  return {
    connection: createConnectionStore(),
    sequence: createSequenceStore(),
    time: createTimeStore(),
    view: createViewStore(),
    picks: createPicksStore(),
    map: createMapStore(),
    comparison: createComparisonStore(),
    pair: createPairStore(),
    threshold: createThresholdStore(),
    exporting: createExportingStore(),
    jobs: createJobsStore(),
    dialogs: createDialogsStore(),
    settings: createSettingsStore(),
  };
}
