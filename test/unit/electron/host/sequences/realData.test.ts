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

describeWithData('kt3dmoseg', 'labelled tracks of KITTI', () => {
  it.each([
    ['Seq009_Clip01', 509, 32, { label: 2, name: 'object 2', points: 1 }],
    ['Seq059_Clip01', 535, 112, { label: 2, name: 'object 2', points: 57 }],
  ])(
    'open %s with its frames; only tracks without gaps are kept',
    async (name, points, kept, car) => {
      const sequence = await openSequence(sharedData('kt3dmoseg', name));
      const info = describeSequence(sequence);
      expect(info).toMatchObject({
        name,
        archive: `${name}.mat`,
        frameCount: 20,
        pointCount: points,
        kept,
        width: 1242,
        height: 375,
        sizeSource: 'images',
        imageCount: 20,
        labelSource: 'file',
      });
      expect(info.objects[0]).toMatchObject({ label: 1, name: 'background' });
      expect(info.objects[1]).toEqual(car);
      expect(info.notes).toContainEqual(expect.stringMatching(/without a position in some frame/));
    },
  );
});

describeWithData('hopkins155', 'tracks of Hopkins155', () => {
  // SciPy: the number of labels of each motion.
  it.each([
    ['1R2RC', 29, [89, 121, 249]],
    ['2T3RCRT', 29, [81, 94, 368]],
    ['arm', 30, [45, 32]],
    ['cars2B', 30, [59, 33, 443]],
    ['kanatani3', 100, [16, 57]],
    ['people2', 30, [25, 444]],
  ])('open %s: the motions are its objects', async (name, frames, motions) => {
    const sequence = await openSequence(sharedData('hopkins155', `${name}_truth.mat`));
    const { frameCount, sizeSource } = describeSequence(sequence);
    expect([frameCount, sizeSource]).toEqual([frames, 'file']);
    const counts = motions.map((_, i) => sequence.objects.labels.filter((l) => l === i + 1).length);
    expect(counts).toEqual(motions);
  });
});
