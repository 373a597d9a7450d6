/** Real trajectories with gaps: two flies, thirteen body points each, NaN wherever a point is hidden. */
import { afterAll, expect, it } from 'vitest';
import { mapDefaults } from '#core/contract/schemas.ts';
import { createInferenceProcess } from '#electron/host/inference/inferenceProcess.ts';
import { createMapEngine } from '#electron/host/inference/mapEngine.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import { forkFromSource } from '../../../../support/inference.ts';
import { describeWithData, sharedData } from '../../../../support/sharedData.ts';

describeWithData('flies', 'visible frames only, on real flies', () => {
  const path = sharedData('flies', 'flies_courtship_3000f');
  const engine = createMapEngine(createInferenceProcess(() => forkFromSource()));
  afterAll(() => engine.dispose());

  it('keeps all points, of which three are never hidden', async () => {
    expect((await openSequence(path)).kept).toHaveLength(3);
    const gaps = await openSequence(path, { protocol: { minimumVisible: 16 } });
    expect(gaps.kept).toHaveLength(26);
  });

  it.each(['pearson', 'spearman', 'infonet', 'velocity-difference', 'rigidity'])(
    '%s ranks the points of the picked fly first',
    async (estimator) => {
      const sequence = await openSequence(path, { protocol: { minimumVisible: 16 } });
      const { labels } = sequence.objects;
      const { scores, notes } = await engine.compute(
        sequence,
        { ...mapDefaults, estimator, picks: [0], visibleOnly: true },
        {},
      );
      const of = (fly: number) => [...scores].filter((_, point) => labels[point] === fly);
      expect([of(0).length, of(1).length]).toEqual([13, 13]);
      expect(Math.min(...of(labels[0]))).toBeGreaterThan(Math.max(...of(1 - labels[0])));
      expect(notes).toEqual([]);
    },
    60_000,
  );
});
