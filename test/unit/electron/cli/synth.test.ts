import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '#electron/cli/main.ts';
import { findInstallation } from '#electron/host/installation.ts';
import { temporaryFolder } from '../../../support/comove.ts';

const [folder, remove] = temporaryFolder();
afterAll(remove);
const out = join(folder, 'clip');

async function run(args: string[], signal = new AbortController().signal) {
  let [text, error] = ['', ''];
  const code = await main(args, {
    installation: findInstallation(import.meta.dirname),
    signal,
    streams: { out: (part) => (text += part), error: (part) => (error += part) },
    terminal: false,
  });
  return { code, text, error };
}
const small = ['--frames', '8', '--points', '60', '--width', '96', '--height', '64'];

describe('comove synth', { timeout: 60_000 }, () => {
  it('writes a sequence and says what', async () => {
    const { code, text } = await run(['synth', '--out', out, '--seed', '3', ...small]);
    expect(code).toBe(0);
    expect(text).toBe(`${out}: 8 frames, 60 points, scene reef\n`);
    expect(readdirSync(join(out, 'rgbs'))).toHaveLength(8);
    const info = JSON.parse(readFileSync(join(out, 'scene_info.json'), 'utf8'));
    expect(info).toMatchObject({ fps: 30, sensor_width: 36 });
  });

  it.each([
    [['synth', '--seed', '3'], '--out'],
    [['synth', '--out', `${folder}/new`], '--seed'],
    [['synth', '--out', `${folder}/new`, '--seed', '1.5'], '0 to 4294967295'],
    [['synth', '--out', `${folder}/new`, '--seed', '1', '--frames', '7'], '8 to 100000'],
    [['synth', '--out', `${folder}/new`, '--seed', '1', '--points', '1'], '2 to 200000'],
    [
      ['synth', '--out', `${folder}/new`, '--seed', '1', '--scene', 'moon'],
      'reef, walkers, reef_tripod',
    ],
    [['synth', '--out', `${folder}/new`, '--seed', '1', '--dtype', 'int8'], 'float16, float32'],
    [['synth', '--out', folder, '--seed', '1', ...small], 'is not empty'],
  ])('refuses %j with exit code 2', async (args, said) => {
    const { code, error } = await run(args);
    expect(code).toBe(2);
    expect(error).toContain(said);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  it('stops with 130 and leaves nothing', async () => {
    const args = ['synth', '--out', join(folder, 'stopped'), '--seed', '3', ...small];
    const { code } = await run(args, AbortSignal.abort());
    expect(code).toBe(130);
    expect(readdirSync(folder)).toEqual(['clip']);
  });
});
