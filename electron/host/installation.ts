import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the parts of an installed (or checked out, or packaged) Comove lie. All paths absolute. */
export interface Installation {
  readonly root: string;
  readonly version: string;
  readonly modelsFolder: string;
  readonly sampleFolder: string;
  /** The built inference process, started by `fork` or `utilityProcess.fork`. */
  readonly workerFile: string;
}

/**
 * Finds the installation that a file belongs to, by going up to Comove's own package.json. So it holds for the
 * built files (whatever chunk they end in), for the sources under test, and inside Electron's archive.
 *
 * @param from any folder inside it, e.g. `import.meta.dirname` of an entry file
 */
export function findInstallation(from: string): Installation {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === 'comove')
      return {
        root: folder,
        version: manifest.version,
        modelsFolder: join(folder, 'assets/models'),
        sampleFolder: join(folder, 'assets/sample'),
        workerFile: join(folder, 'build/dist/main/worker.js'),
      };
    if (dirname(folder) === folder) throw new Error(`No installation of Comove around ${from}.`);
  }
}

function readManifest(file: string): { name: string; version: string } | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
