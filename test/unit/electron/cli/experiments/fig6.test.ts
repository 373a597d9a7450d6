import { afterAll, describe, expect, it } from 'vitest';
import { fig6 } from '#electron/cli/experiments/fig6.ts';
import { moversOf, openClip } from '#electron/cli/experiments/support/clips.ts';
import { figureSvg } from '#electron/host/figures/figureSvg.ts';
import { findInstallation } from '#electron/host/installation.ts';
import type { CommandContext } from '#electron/cli/context.ts';
import { createOnnxEngine } from '#electron/worker/engines/onnxruntime.ts';
import { encodeMat } from '../../../../support/matFile.ts';
import { sequenceFolder } from '../../../../support/sequenceFolder.ts';

const folder = sequenceFolder();
afterAll(folder.dispose);

const installation = findInstallation(import.meta.dirname);
const { signal } = new AbortController();
const command = { installation, signal } as CommandContext;
const context = {
  models: createOnnxEngine(installation.modelsFolder),
  ...{ signal, command, progress: () => {} },
};
const size = { seed: 6, frames: 30, points: 60, width: 160, height: 90 };

/** Three motions of four points each: every score of x and y tells them apart. */
function threeMotions(): string {
  const [points, frames] = [12, 60];
  const data = Array.from({ length: points * frames }, (_, i) => {
    const [n, t] = [i % points, Math.floor(i / points)];
    const phase = [Math.sin(t / 5), Math.cos(t / 3) + t / 20, Math.sin(t * t)][n % 3];
    return [60 + 10 * n + 20 * phase, 50 + 5 * n - 15 * phase, 1];
  }).flat();
  const y = { dims: [3, points, frames], data };
  const s = { dims: [points, 1], data: Array.from({ length: points }, (_, n) => 1 + (n % 3)) };
  const number = (value: number) => ({ dims: [1, 1], data: [value] });
  return folder.write('three.mat', encodeMat({ y, s, width: number(320), height: number(240) }));
}

describe('figure 6', { timeout: 60_000 }, () => {
  it('judges each object of a sequence by each estimator, and draws a panel for each', async () => {
    const file = threeMotions();
    const settings = {
      ...fig6.settings(true, [file]),
      ...{ estimators: ['pearson', 'spatial-distance'], picks: 2 },
    };
    const parts = fig6.parts(settings);
    expect(parts.map(({ key }) => key)).toEqual([file]);
    // Kept parts are JSON.
    const result = JSON.parse(JSON.stringify(await parts[0].run(context)));
    expect(result).toHaveLength(6);
    const report = fig6.report([result], settings);
    const [objects] = report.tables;
    const [at, ap] = ['estimator', 'ap'].map((column) => objects.columns.indexOf(column));
    for (const row of objects.rows) {
      expect(row).toHaveLength(objects.columns.length);
      // Points of one motion are perfectly correlated, and lie among the others.
      if (row[at] === 'pearson') expect(row[ap]).toBe(1);
      else expect(row[ap]).toBeLessThan(1);
    }
    expect(report.figures.map(({ name }) => name)).toEqual(['figure', 'three']);
    expect(report.figures[1].figure.panels).toHaveLength(3);
    for (const { figure } of report.figures) {
      expect(figureSvg(figure)).toBe(figureSvg(figure));
      expect(figureSvg(figure)).not.toContain('NaN');
    }
  });

  it('has the sample and three scenes of a thousand frames where none is named', () => {
    const { clips, scenes } = fig6.settings(false, []);
    expect(clips).toEqual(['sample', 'scene:reef', 'scene:walkers', 'scene:reef_tripod']);
    expect(scenes.frames).toBeGreaterThanOrEqual(1000);
    expect(fig6.settings(false, ['mine']).clips).toEqual(['mine']);
  });
});

describe('clips', { timeout: 60_000 }, () => {
  it('know what moves in the scenes of our own, and nothing of others', () => {
    expect(moversOf('sample')).toEqual([
      ...['submersible', 'turtle', 'jellyfish', 'fish_a', 'fish_b', 'ray'],
    ]);
    expect(moversOf('scene:walkers')).toContain('walker_a');
    expect(moversOf('scene:walkers')).not.toContain('trees');
    expect(moversOf('/data/animal')).toBeUndefined();
  });

  it('are made where they are scenes, the same ones again', async () => {
    const once = await openClip('scene:walkers', size, command);
    const again = await openClip('scene:walkers', size, command);
    expect(once.name).toBe('walkers');
    expect(once.trajectories).toEqual(again.trajectories);
    expect(once.objects.labels).toEqual(again.objects.labels);
    expect(once.trajectories.frameCount).toBe(30);
  });
});
