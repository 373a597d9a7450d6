/**
 * A stand-in for the `electron` module, for `vi.mock('electron', ...)`: it records what it was told, lets a test
 * play the system, and clones what crosses between page and main process, as the real one does.
 */
import { EventEmitter } from 'node:events';

type Handler = (...args: never[]) => unknown;

/** A frame of a page. */
export interface FakeFrame {
  url: string;
}

export class FakeWebContents extends EventEmitter {
  readonly mainFrame: FakeFrame = { url: 'comove://app/' };
  windowOpenHandler?: (details: { url: string }) => { action: string };
  private destroyed = false;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  /** Main to page. */
  send(channel: string, ...args: unknown[]): void {
    fakeElectron.ipcRenderer.emit(channel, { sender: this }, ...structuredClone(args));
  }
  /** Emits an event that listeners may prevent, and says whether one did. */
  tryTo(event: string, details: Record<string, unknown> = {}): 'allowed' | 'prevented' {
    let outcome: 'allowed' | 'prevented' = 'allowed';
    this.emit(event, { ...details, preventDefault: () => (outcome = 'prevented') });
    return outcome;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }
}

export class FakeBrowserWindow extends EventEmitter {
  static readonly all: FakeBrowserWindow[] = [];
  readonly options: Record<string, unknown>;
  readonly webContents = new FakeWebContents();
  readonly calls: string[] = [];
  loadedUrl = '';
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  minimized = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    FakeBrowserWindow.all.push(this);
    fakeElectron.app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.loadedUrl = url;
  }
  show = () => void this.calls.push('show');
  focus = () => void this.calls.push('focus');
  restore = () => void this.calls.push('restore');
  maximize = () => void this.calls.push('maximize');
  isMinimized = () => this.minimized;
  isMaximized = () => this.calls.includes('maximize');
  getNormalBounds = () => this.bounds;
}

class FakeIpcMain {
  readonly handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`A second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

class FakeIpcRenderer extends EventEmitter {
  /** Who calls: a page's contents and the frame in it. */
  sender?: { contents: FakeWebContents; frame: FakeFrame | null };

  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const { contents, frame } = this.sender!;
    const handler = fakeElectron.ipcMain.handlers.get(channel) as (...args: unknown[]) => unknown;
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const event = { sender: contents, senderFrame: frame };
    return structuredClone(await handler(event, ...structuredClone(args)));
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false;
  firstInstance = true;
  readonly calls: string[] = [];
  requestSingleInstanceLock = () => this.firstInstance;
  whenReady = async () => {};
  quit = () => void this.calls.push('quit');
  exit = (code: number) => void this.calls.push(`exit ${code}`);
  enableSandbox = () => void this.calls.push('enableSandbox');
  getPath = (name: string) => `/home/user/${name}`;
}

class FakeSession extends EventEmitter {
  permissionRequest?: (contents: unknown, name: string, answer: (ok: boolean) => void) => void;
  permissionCheck?: () => boolean;
  devicePermission?: () => boolean;
  setPermissionRequestHandler(handler: FakeSession['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
}

/** A child of utilityProcess.fork. */
export class FakeUtilityProcess extends EventEmitter {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: Record<string, unknown>;
  readonly posted: unknown[] = [];
  killed = false;

  constructor(file: string, args: readonly string[], options: Record<string, unknown>) {
    super();
    this.file = file;
    this.args = args;
    this.options = options;
  }
  postMessage(message: unknown): void {
    this.posted.push(structuredClone(message));
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

function createFake() {
  const exposed: Record<string, unknown> = {};
  const schemes: unknown[] = [];
  const protocols = new Map<string, (request: Request) => Promise<Response>>();
  const dialogs: { options: unknown; answer: string[] }[] = [];
  const children: FakeUtilityProcess[] = [];
  return {
    app: new FakeApp(),
    BrowserWindow: FakeBrowserWindow,
    ipcMain: new FakeIpcMain(),
    ipcRenderer: new FakeIpcRenderer(),
    session: { defaultSession: new FakeSession() },
    contextBridge: {
      exposed,
      exposeInMainWorld: (name: string, api: unknown) => void (exposed[name] = api),
    },
    webUtils: { getPathForFile: (file: { name: string }) => `/dropped/${file.name}` },
    protocol: {
      schemes,
      protocols,
      registerSchemesAsPrivileged: (list: unknown[]) => void schemes.push(...list),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void protocols.set(scheme, handler),
    },
    dialog: {
      dialogs,
      next: [] as string[],
      async showOpenDialog(...args: unknown[]) {
        dialogs.push({ options: args.at(-1), answer: this.next });
        return { canceled: this.next.length === 0, filePaths: this.next };
      },
    },
    screen: {
      displays: [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
      getAllDisplays() {
        return this.displays;
      },
    },
    Menu: {
      template: [] as unknown[],
      buildFromTemplate(template: unknown[]) {
        this.template = template;
        return template;
      },
      setApplicationMenu: () => {},
    },
    utilityProcess: {
      children,
      fork(file: string, args: readonly string[] = [], options: Record<string, unknown> = {}) {
        const child = new FakeUtilityProcess(file, args, options);
        children.push(child);
        return child;
      },
    },
  };
}

/** The one module of a test file. */
export const fakeElectron = createFake();
