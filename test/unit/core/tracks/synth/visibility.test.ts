import { describe, expect, it } from 'vitest';
import { createCamera } from '#core/tracks/synth/camera.ts';
import { createRandom } from '#core/random.ts';
import { samplePoints } from '#core/tracks/synth/points.ts';
import { createStage } from '#core/tracks/synth/stage.ts';
import { PointViewer } from '#core/tracks/synth/visibility.ts';
import { boxScene } from './boxScene.ts';

const size = { width: 200, height: 120 };
const scene = boxScene.build({ seed: 1, frameCount: 20, frameRate: 30 });
const stage = createStage(scene);
const points = samplePoints(scene, stage, 2000, createRandom(1), { ...size, frameCount: 20 });
const viewer = new PointViewer(stage, points, size.width, size.height);
const actorOf = (point: number) => scene.actors[stage.actor[points.triangle[point]]].name;

function view(frame: number) {
  stage.pose(frame);
  return viewer.view(createCamera(scene.camera(frame), { focal: scene.focal, ...size }));
}
const all = Array.from({ length: points.count }, (_, point) => point);

describe('visibility', () => {
  it('hides exactly the part of the wall that is behind the plate', () => {
    const { world, visible } = view(5);
    // The plate spans x from -1 to 0 and |z| <= 0.5 at y = 4.95; seen from the origin it covers twice that at 9.95.
    let [hidden, open] = [0, 0];
    for (const point of all) {
      const [x, y, z] = world.subarray(3 * point, 3 * point + 3);
      if (actorOf(point) !== 'background' || y > 9.951) continue;
      const scale = 4.95 / y;
      const [px, pz] = [x * scale, z * scale];
      // Within a pixel (5 cm on the plate's plane is 2) of the plate's edge either answer is right.
      const margin = 0.05;
      if (px > -1 + margin && px < -margin && Math.abs(pz) < 0.5 - margin) {
        expect(visible[point]).toBe(0);
        hidden++;
      }
      if (px < -1 - margin || Math.abs(pz) > 0.5 + margin) {
        if (px > 0.8) continue;
        expect(visible[point]).toBe(1);
        open++;
      }
    }
    expect(hidden).toBeGreaterThan(50);
    expect(open).toBeGreaterThan(300);
  });

  it('shows the near half of a ball, and another half once it has turned', () => {
    const halves = [0, 15].map((frame) => {
      const { world, visible } = view(frame);
      return all
        .filter((point) => actorOf(point) === 'ball' && visible[point])
        .map((point) => {
          const [x, y, z] = world.subarray(3 * point, 3 * point + 3);
          // Seen from the origin: the surface faces it where (p - centre) . p < 0; 4 cm for the facets.
          expect((x - 1.5) * x + (y - 6) * y + z * z).toBeLessThan(0.04 * 6.2);
          return point;
        });
    });
    const total = all.filter((point) => actorOf(point) === 'ball').length;
    for (const half of halves) {
      expect(half.length).toBeGreaterThan(0.3 * total);
      expect(half.length).toBeLessThan(0.6 * total);
    }
    expect(halves[1].filter((point) => !halves[0].includes(point)).length).toBeGreaterThan(20);
  });

  it('agrees with the mask: a visible point lies on a pixel of its own actor, edges aside', () => {
    const { image, visible } = view(9);
    const seen = all.filter((point) => visible[point]);
    const on = seen.filter((point) => {
      const [x, y] = [Math.round(image[3 * point]), Math.round(image[3 * point + 1])];
      const front = viewer.raster.triangle[y * size.width + x];
      return front >= 0 && scene.actors[stage.actor[front]].name === actorOf(point);
    });
    expect(on.length / seen.length).toBeGreaterThan(0.98);
  });
});
