import { expect, it } from 'vitest';
import { coordinateAt } from '#core/tracks/trajectories.ts';
import { describeSequence } from '#electron/host/sequences/describeSequence.ts';
import { openSequence } from '#electron/host/sequences/openSequence.ts';
import { describeWithData, sharedData } from '../../../../support/sharedData.ts';

describeWithData('flies', 'two flies', () => {
  it('open with labels from labels.npy; only points without gaps are kept, by the paper rule', async () => {
    const sequence = await openSequence(sharedData('flies', 'flies_courtship_3000f'));
    expect(describeSequence(sequence)).toMatchObject({
      frameCount: 3000,
      pointCount: 26,
      dtype: 'float32',
      kept: 3,
      dropped: { nonFinite: 23, beyondBounds: 0, outsideReferenceFrame: 0, neverVisible: 0 },
      labelSource: 'file',
      objects: [
        { label: 0, points: 2 },
        { label: 1, points: 1 },
      ],
    });
    // NumPy: nanmin and nanmax of trajs_2d.
    let [lowest, highest] = [Infinity, -Infinity];
    for (let n = 0; n < 26; n++)
      for (const axis of [0, 1] as const)
        for (let t = 0; t < 3000; t++) {
          const value = coordinateAt(sequence.trajectories, n, axis, t);
          if (value < lowest) lowest = value;
          if (value > highest) highest = value;
        }
    expect([lowest, highest]).toEqual([Math.fround(92.58882), Math.fround(940.36505)]);
  });
});

describeWithData('cotracker', 'tracks of CoTracker', () => {
  it('open from the archive alone, without valids, images and masks', async () => {
    const info = describeSequence(
      await openSequence(sharedData('cotracker', 'hand_eyes_35pts.npz')),
    );
    expect(info).toMatchObject({
      name: 'hand_eyes_35pts',
      frameCount: 114,
      pointCount: 34,
      kept: 34,
      sizeSource: 'points',
      labelSource: 'none',
    });
  });
});
