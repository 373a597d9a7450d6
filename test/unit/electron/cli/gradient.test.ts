import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '#core/random.ts';
import { comove, temporaryFolder } from '../../../support/comove.ts';

const [folder, remove] = temporaryFolder();
afterAll(remove);
const file = (name: string) => join(folder, name);

const random = createRandom(3);
const samples = Array.from({ length: 60 }, () => {
  const x = random.normal();
  return [x, 0.8 * x + 0.6 * random.normal()];
});
writeFileSync(file('flat.csv'), samples.map(([x]) => `${x},3`).join('\n'));
writeFileSync(file('pairs.csv'), samples.map((row) => row.join(',')).join('\n'));

describe('comove gradient', { timeout: 180_000 }, () => {
  it('writes the derivative by each sample, which moves along the relation that there is', async () => {
    const { code, stdout } = await comove([
      'gradient',
      file('pairs.csv'),
      '--json',
      '--out',
      file('gradient.csv'),
    ]);
    expect(code).toBe(0);
    const { values, gradient_y, temperature, unit } = JSON.parse(stdout);
    expect(unit).toBe('nats');
    expect(temperature).toBe(0.05);
    // MI of normals of correlation .8 is .51; 60 samples and the softening move it by up to .2.
    expect(Math.abs(values[0] - 0.51)).toBeLessThan(0.25);
    expect(gradient_y[0]).toHaveLength(60);
    // Adding some of x to y strengthens the relation.
    const along = samples.reduce((sum, [x], t) => sum + x * gradient_y[0][t], 0);
    expect(along).toBeGreaterThan(0.2);
    const [head, first] = readFileSync(file('gradient.csv'), 'utf8').split('\n');
    expect(head).toBe('pair,x,y,gradient_x,gradient_y');
    const row = first.split(',').map(Number);
    expect(row.slice(0, 3)).toEqual([0, ...samples[0]]);
    expect(row[4]).toBe(gradient_y[0][0]);
  });

  it.each([
    [['gradient', 'pairs.csv'], '--out'],
    [['gradient', 'pairs.csv', '--out', 'x.svg'], '.csv'],
    [['gradient', 'pairs.csv', '--json', '--softness', '2'], '--softness'],
    [['gradient', 'pairs.csv', '--json', '--temperature', '0'], '--temperature'],
    [['gradient', 'pairs.csv', '--json', '--weights', 'slow'], '--weights'],
    [['gradient', 'gone.csv', '--json'], 'gone.csv'],
    [['gradient', 'flat.csv', '--json'], 'does not change in pair 0'],
  ])('%j ends with 2 and names %s', async (args, name) => {
    const { code, stdout, stderr } = await comove(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(name);
  });
});
