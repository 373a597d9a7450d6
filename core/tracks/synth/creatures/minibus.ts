import { linked } from '../actors.ts';
import { band, hex, mottled, patterned } from '../materials.ts';
import { ellipsoid, limb, loft, mergeMeshes, type Ring } from '../mesh.ts';
import type { SpaceNoise } from '../noise.ts';
import type { Path } from '../path.ts';
import type { Actor, Material } from '../scene.ts';

function minibusMesh() {
  const ring = (x: number, width: number, low: number, high: number): Ring => ({
    centre: [x, 0, (low + high) / 2],
    radii: [width, (high - low) / 2],
  });
  const body = loft(
    [
      ring(1.14, 0.2, 0.5, 0.95),
      ring(1.13, 0.42, 0.3, 1.15),
      ring(1.08, 0.5, 0.24, 1.3),
      ring(0.95, 0.54, 0.22, 1.38),
      ring(0.5, 0.56, 0.22, 1.42),
      ring(-0.6, 0.56, 0.22, 1.42),
      ring(-1.0, 0.54, 0.23, 1.38),
      ring(-1.12, 0.46, 0.28, 1.26),
      ring(-1.14, 0.3, 0.4, 1.1),
    ],
    { segments: 36, square: 5 },
  );
  const wheels = [0.68, -0.68].flatMap((x) =>
    [1, -1].map((side) =>
      loft(
        [0.5, 0.52, 0.6, 0.62].map((y, k) => ({
          centre: [x, side * y, 0.25],
          radii: k % 3 === 0 ? [0.2, 0.2] : [0.25, 0.25],
        })),
        {
          segments: 20,
          material: 1,
          across: [
            [1, 0, 0],
            [0, 0, 1],
          ],
        },
      ),
    ),
  );
  const bumpers = [1.14, -1.14].map((x) =>
    limb([x, 0.46, 0.34], [x, -0.46, 0.34], [0.055, 0.055], { material: 2 }),
  );
  const lamps = [1, -1].map((side) =>
    ellipsoid([1.12, side * 0.34, 0.62], [0.05, 0.1, 0.1], { segments: 14, material: 3 }),
  );
  const rack = [0.3, -0.1, -0.5].map((x) =>
    limb([x, 0.4, 1.46], [x, -0.4, 1.46], [0.02, 0.02], { segments: 8, material: 2 }),
  );
  const luggage = [
    ellipsoid([-0.1, 0.1, 1.58], [0.4, 0.26, 0.12], { segments: 16, square: 4, material: 4 }),
  ];
  return mergeMeshes([body, ...wheels, ...bumpers, ...lamps, ...rack, ...luggage]);
}

/** Panes: four along the side, one in front and behind. Returns 1 on glass. */
function glass(x: number, y: number, z: number, soft: number): number {
  const high = band(z, 0.88, 1.24, soft);
  if (Math.abs(x) > 1.0) return high * band(y, -0.4, 0.4, soft);
  const along = (x + 1.0) / 0.5;
  const place = 0.5 * (along - Math.floor(along));
  return high * band(place, 0.045, 0.455, soft);
}

/** A small two-tone bus, 2.3 m long: one rigid body (its wheels are covered by their hubs) that turns. */
export function minibus(name: string, path: Path, noise: SpaceNoise): Actor {
  const [pane, chrome] = [hex('#274048'), hex('#c9ccc8')];
  const paint = patterned(
    noise,
    [hex('#2f8f8b'), hex('#f4ead2')],
    (_, __, z, soft) => band(z, 0.8, 9, soft),
    { gloss: 0.7, softness: 0.15 },
  );
  const body: Material = {
    ...paint,
    paint: (x, y, z, footprint, out) => {
      paint.paint(x, y, z, footprint, out);
      const soft = Math.max(0.006, footprint);
      const trim = band(z, 0.775, 0.81, soft);
      const window = glass(x, y, z, soft);
      for (let c = 0; c < 3; c++) {
        out[c] += (chrome[c] - out[c]) * trim;
        out[c] += (pane[c] - out[c]) * window;
      }
    },
  };
  const materials = [
    body,
    mottled(noise, [hex('#2b2d31'), hex('#44474c')], 0.1, 1, { softness: 0.1 }),
    mottled(noise, [chrome, hex('#9ba19f')], 0.2, 1, { gloss: 1 }),
    mottled(noise, [hex('#fff6dc'), hex('#ffe9b0')], 0.2, 1, { gloss: 1, softness: 0.8 }),
    mottled(noise, [hex('#a5603a'), hex('#c98a52')], 0.15, 1),
  ];
  return linked({ name, mesh: minibusMesh(), materials }, (frame) => [path.at(frame)]);
}
