import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The command line as it ships: `npm test` builds before it runs the tests. */
export const comoveFile = join(root, 'build/dist/main/comove.js');
export const sampleFolder = join(root, 'assets/sample');

/** A temporary folder; call the second element to remove it. */
export function temporaryFolder(): [string, () => void] {
  const folder = mkdtempSync(join(tmpdir(), 'comove-test-'));
  return [folder, () => rmSync(folder, { recursive: true, force: true })];
}

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `comove ARGS` to its end. */
export function comove(args: readonly string[], options: { cwd?: string } = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [comoveFile, ...args], { cwd: options.cwd ?? root });
  return outcome(child);
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Outcome>;
  /** Settles when standard error has the words; rejects when the command ends without them. */
  says(words: string): Promise<void>;
}

/** Starts `comove ARGS` and lets it run. */
export function startComove(args: readonly string[]): Running {
  const child = spawn(process.execPath, [comoveFile, ...args], { cwd: root });
  const ended = outcome(child);
  let heard = '';
  child.stderr.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  return {
    child,
    ended,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => heard.includes(words) && resolve();
        child.stderr.on('data', look);
        look();
        void ended.then(({ code }) => reject(new Error(`it ended with ${code}: ${heard}`)));
      }),
  };
}

function outcome(child: ChildProcess): Promise<Outcome> {
  const [stdout, stderr]: string[][] = [[], []];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  return new Promise((resolve) =>
    child.on('close', (code) =>
      resolve({ code, stdout: stdout.join(''), stderr: stderr.join('') }),
    ),
  );
}

export interface Served {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts `comove serve` with its own settings folder and waits for the printed URL. */
export function serve(args: readonly string[], config: string): Promise<Served> {
  const child = spawn(process.execPath, [comoveFile, 'serve', ...args], {
    cwd: root,
    env: { ...process.env, XDG_CONFIG_HOME: config, DISPLAY: '' },
  });
  const ended = outcome(child);
  return new Promise((resolve, reject) => {
    const look = (text: string) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text)?.[0];
      if (url)
        resolve({
          url,
          child,
          stop: async () => {
            child.kill('SIGTERM');
            await ended;
          },
        });
    };
    child.stdout.on('data', (chunk: string) => look(chunk));
    child.stderr.on('data', (chunk: string) => look(chunk));
    void ended.then(({ code, stderr }) => reject(new Error(`serve ended with ${code}: ${stderr}`)));
  });
}
