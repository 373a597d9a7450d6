import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { infonet } from '#core/estimators/infonet.ts';
import { createRandom } from '#core/random.ts';
import { pairTable } from '#core/tracks/signals.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';

const models = join(import.meta.dirname, '../../../../assets/models');
const folder = mkdtempSync(join(tmpdir(), 'comove-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Longer samples than those that are seen in several views. */
const sampleCount = 600;

/** Estimates of 300 pairs of noise: more than one batch. */
async function estimates(modelsFolder: string): Promise<number[]> {
  const random = createRandom(1);
  const data = new Float64Array(300 * sampleCount * 2).map(() => random.normal());
  const pairs = Uint32Array.from({ length: 600 }, (_, variable) => variable);
  const values: number[] = [];
  const engine = createOnnxEngine(modelsFolder);
  for await (const block of infonet.estimate(pairTable(data, 300, sampleCount), pairs, {
    models: engine,
    options: { weights: 'accurate' },
  }))
    values.push(...block.values);
  return values;
}

describe('createOnnxEngine', () => {
  it('gives the same bits in every session', async () => {
    const first = await estimates(models);
    expect(first).toHaveLength(300);
    expect(await estimates(models)).toEqual(first);
  });

  it('says which file is missing', async () => {
    await expect(estimates(folder)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      file: join(folder, 'infonet.onnx'),
    });
  });

  it("refuses a network that is not its card's", async () => {
    writeFileSync(join(folder, 'infonet.onnx'), 'not the network');
    copyFileSync(join(models, 'infonet.json'), join(folder, 'infonet.json'));
    await expect(estimates(folder)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('infonet.onnx'),
    });
  });
});
