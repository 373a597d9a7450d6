import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInferenceProcess } from '#electron/host/inference/inferenceProcess.ts';
import { createMapEngine } from '#electron/host/inference/mapEngine.ts';
import type { LaunchInference } from '#electron/host/inference/port.ts';
import type { Installation } from '#electron/host/installation.ts';
import { createHost } from '#electron/host/services/host.ts';
import { createStaticFiles } from '#electron/host/web/staticFiles.ts';
import { createUploads } from './uploads.ts';
import { startWebServer } from './webServer.ts';

export interface ServeOptions {
  readonly installation: Installation;
  /** Where settings and recent files lie. */
  readonly configFolder: string;
  readonly launch: LaunchInference;
  /** A sequence to start on. */
  readonly path?: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Told of our own defects, one line each and the stack. */
  readonly onDefect: (text: string) => void;
}

export interface Served {
  /** Opens the app, once. */
  readonly url: string;
  /** Ends the server, its jobs, the inference process, and deletes what was uploaded. */
  close(): Promise<void>;
}

/**
 * Serves the window to a browser on this machine.
 *
 * @throws ComoveError USAGE when the port cannot be used
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { installation, path } = options;
  const uploads = createUploads();
  const page = await createStaticFiles(join(installation.root, 'build/dist/renderer'));
  const host = createHost({
    installation,
    shell: 'browser',
    engine: createMapEngine(createInferenceProcess(options.launch)),
    configFolder: options.configFolder,
    exportFolder: join(homedir(), 'comove'),
    initialPath: path === undefined ? undefined : resolve(path),
    uploads,
  });
  const parts = [host, uploads];
  const end = async () => {
    for (const part of parts) await part.dispose();
  };
  try {
    const server = await startWebServer({
      host,
      page,
      uploads,
      port: options.port,
      onDefect: (asked, thrown) =>
        options.onDefect(`${asked} failed: ${(thrown as Error).stack ?? String(thrown)}`),
    });
    return {
      url: server.url,
      async close() {
        await server.close();
        await end();
      },
    };
  } catch (thrown) {
    await end();
    throw thrown;
  }
}
