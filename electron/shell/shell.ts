/** Electron's entry: what happens in which order. Each step is a file of its own. */
import { join } from 'node:path';
import { app, session, type BrowserWindow } from 'electron';
import { createInferenceProcess } from '../host/inference/inferenceProcess.ts';
import { createMapEngine } from '../host/inference/mapEngine.ts';
import { findInstallation } from '../host/installation.ts';
import { createHost, type Host } from '../host/services/host.ts';
import { defaultConfigFolder } from '../host/settings/configFolder.ts';
import { createStaticFiles } from '../host/web/staticFiles.ts';
import { choosePath } from './dialogs.ts';
import { fenceAll, fenceSession } from './fences.ts';
import { forkUtility } from './forkUtility.ts';
import { openIpcDoor } from './ipc.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveScheme } from './protocol.ts';
import { requestedPath } from './requestedPath.ts';
import { claimSingleInstance } from './singleInstance.ts';
import { openWindow, windowOptions } from './window.ts';
import { createWindowMemory } from './windowState.ts';

const installation = findInstallation(import.meta.dirname);
const configFolder = defaultConfigFolder();
let window: BrowserWindow | undefined;
let host: Host | undefined;
let initialPath = requestedPath(process.argv, app.isPackaged, process.cwd());

// A path may be requested before there is a page to open it.
function openPath(path: string): void {
  if (window) host?.requestPath(path);
  else initialPath = path;
}

async function start(): Promise<void> {
  await app.whenReady();
  host = createHost({
    installation,
    shell: 'electron',
    engine: createMapEngine(createInferenceProcess(forkUtility(installation))),
    configFolder,
    exportFolder: app.getPath('documents'),
    initialPath,
    choose: (purpose) => choosePath(window, purpose),
  });
  const built = join(installation.root, 'build/dist');
  serveScheme(await createStaticFiles(join(built, 'renderer')), host.media);
  fenceSession(session.defaultSession);
  setMenu(process.platform, app.isPackaged);

  const memory = createWindowMemory(configFolder);
  const state = await memory.recall();
  const icon = join(installation.root, 'assets/icons/comove.png');
  window = openWindow(windowOptions(join(built, 'preload/preload.cjs'), icon, state), state);
  const door = openIpcDoor(host, reportDefect);
  door.admit(window.webContents);
  endWith(window, () => memory.remember(window!), [door, host]);
}

/** The window's end is the app's: its place is remembered, jobs and the inference process end. */
function endWith(
  closing: BrowserWindow,
  remember: () => Promise<void>,
  parts: { dispose(): void | Promise<void> }[],
): void {
  let remembered: Promise<void> = Promise.resolve();
  closing.on('close', () => {
    // A place that cannot be written is no reason to stay open.
    remembered = remember().catch(() => {});
  });
  closing.on('closed', () => {
    window = undefined;
    app.quit();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    void Promise.allSettled([remembered, ...parts.map(async (part) => part.dispose())]).then(() =>
      app.exit(0),
    );
  });
}

function reportDefect(method: string, thrown: unknown): void {
  process.stderr.write(`comove: ${method} failed: ${(thrown as Error).stack ?? String(thrown)}\n`);
}

app.enableSandbox();
registerScheme();
fenceAll(app);
app.on('open-file', (event, path) => {
  event.preventDefault();
  openPath(path);
});
if (claimSingleInstance(() => window, openPath))
  start().catch((thrown: unknown) => {
    reportDefect('start', thrown);
    app.exit(1);
  });
