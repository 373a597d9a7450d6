import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Installation } from '../../host/installation.ts';

/** What numbers depend on besides an experiment's settings. */
export type Surroundings = {
  /** 'AMD EPYC, 2 cores, linux x64, node 20.20.0' */
  readonly machine: string;
  /** Of the sources: '1a2b3c4d5e6f', with ' and changes' and their digest where files differ from it. */
  readonly commit: string;
  /** SHA-256 of each shipped network, by name. */
  readonly models: { readonly [name: string]: string };
};

export async function surroundings({ root, version, modelsFolder }: Installation) {
  return {
    machine: machineText(),
    commit: await commitText(root, version),
    models: await modelDigests(modelsFolder),
  } satisfies Surroundings;
}

function machineText(): string {
  const cores = availableParallelism();
  const model = cpus()[0]?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor';
  return `${model}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${process.platform} ${process.arch}, node ${process.versions.node}`;
}

const run = promisify(execFile);

/** An installed Comove has no repository around it: then the version stands for the sources. */
async function commitText(root: string, version: string): Promise<string> {
  const git = async (...args: string[]) =>
    (await run('git', ['-C', root, ...args], { maxBuffer: 2 ** 28 })).stdout;
  try {
    const commit = (await git('rev-parse', '--short=12', 'HEAD')).trim();
    const changes = await git('diff', 'HEAD', '--', 'core', 'electron', 'package-lock.json');
    return changes === '' ? commit : `${commit} and changes ${digest(changes).slice(0, 8)}`;
  } catch {
    return `version ${version}`;
  }
}

const card = z.object({ sha256: z.string() });

async function modelDigests(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.onnx')).sort();
  const entries = files.map(async (file) => {
    const name = file.slice(0, -'.onnx'.length);
    const text = await readFile(join(folder, `${name}.json`), 'utf8');
    return [name, card.parse(JSON.parse(text)).sha256] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
