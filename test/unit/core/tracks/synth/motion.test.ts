import { describe, expect, it } from 'vitest';
import { scenes } from '#core/tracks/synth/scenes.ts';
import type { Actor, Scene } from '#core/tracks/synth/scene.ts';

const clock = { seed: 3, frameCount: 120, frameRate: 30 };
const built = new Map(scenes.map((recipe) => [recipe.name, recipe.build(clock)]));
const actor = (scene: string, name: string) =>
  built.get(scene)!.actors.find((one) => one.name === name)!;

/** World positions (V, 3) in a frame. */
function posed(one: Actor, frame: number): Float64Array {
  const out = new Float64Array(one.mesh.rest.length);
  one.pose(frame, out);
  return out;
}
const distance = (at: Float64Array, i: number, j: number) =>
  Math.hypot(at[3 * i] - at[3 * j], at[3 * i + 1] - at[3 * j + 1], at[3 * i + 2] - at[3 * j + 2]);

/** Largest change of a distance between vertices over the clip, in metres; `same` chooses the pairs. */
function stretch(one: Actor, same: (i: number, j: number) => boolean): number {
  const count = one.mesh.link.length;
  const rest = one.mesh.rest;
  let worst = 0;
  for (const frame of [0, 17, 40, 77, 119]) {
    const at = posed(one, frame);
    for (let i = 0; i < count; i += 7)
      for (let j = i + 1; j < count; j += 31)
        if (same(i, j))
          worst = Math.max(worst, Math.abs(distance(at, i, j) - distance(rest, i, j)));
  }
  return worst;
}
const always = () => true;
const middle = (one: Actor, frame: number) => {
  const at = posed(one, frame);
  return [0, 1, 2].map((axis) => {
    let sum = 0;
    for (let k = axis; k < at.length; k += 3) sum += at[k];
    return sum / (at.length / 3);
  });
};
const travel = (one: Actor, from: number, to: number) => {
  let sum = 0;
  for (let frame = from; frame < to; frame++) {
    const [a, b] = [middle(one, frame), middle(one, frame + 1)];
    sum += Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  }
  return sum;
};

describe.each([...built])('scene %s', { timeout: 60_000 }, (_name, scene: Scene) => {
  it('has at least five moving actors, a backdrop and a ground', () => {
    expect(scene.actors.filter(({ moving }) => moving).length).toBeGreaterThanOrEqual(5);
    const names = scene.actors.map(({ name }) => name);
    expect(names.filter((name) => name === 'background')).toHaveLength(1);
    expect(names.filter((name) => name === 'Plane')).toHaveLength(1);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has closed meshes whose fronts look outwards', () => {
    for (const { name, mesh } of scene.actors) {
      if (name === 'Plane') continue;
      const { rest, triangles } = mesh;
      let volume = 0;
      // By place, not by index: the vertices of a tip coincide.
      const place = (at: number) =>
        [0, 1, 2].map((axis) => Math.round(1e7 * rest[at + axis])).join(' ');
      const edges = new Map<string, number>();
      for (let f = 0; f < triangles.length; f += 3) {
        const [a, b, c] = [...triangles.subarray(f, f + 3)].map((v) => 3 * v);
        volume +=
          rest[a] * (rest[b + 1] * rest[c + 2] - rest[b + 2] * rest[c + 1]) +
          rest[a + 1] * (rest[b + 2] * rest[c] - rest[b] * rest[c + 2]) +
          rest[a + 2] * (rest[b] * rest[c + 1] - rest[b + 1] * rest[c]);
        const [pa, pb, pc] = [a, b, c].map(place);
        for (const [from, to] of [
          [pa, pb],
          [pb, pc],
          [pc, pa],
        ]) {
          const key = from < to ? `${from}|${to}` : `${to}|${from}`;
          if (from !== to) edges.set(key, (edges.get(key) ?? 0) + (from < to ? 1 : -1));
        }
      }
      expect(volume, name).toBeGreaterThan(0);
      const open = [...edges].filter(([, sum]) => sum !== 0);
      expect(open.slice(0, 3), name).toEqual([]);
    }
  });
});

describe('how things move', { timeout: 60_000 }, () => {
  it.each([
    ['reef', 'submersible'],
    ['walkers', 'minibus'],
    ['walkers', 'ball'],
  ])('%s: %s is rigid', (scene, name) => {
    expect(stretch(actor(scene, name), always)).toBeLessThan(1e-9);
  });

  it.each([
    ['reef', 'submersible', 0.5],
    ['walkers', 'minibus', 0.5],
  ])('%s: %s turns while it travels', (scene, name, radians) => {
    const one = actor(scene, name);
    const heading = (frame: number) => {
      const at = posed(one, frame);
      const [nose, tail] = extremes(one);
      return Math.atan2(at[3 * nose + 1] - at[3 * tail + 1], at[3 * nose] - at[3 * tail]);
    };
    const headings = Array.from({ length: 120 }, (_, frame) => heading(frame));
    const turned = headings.slice(1).reduce((sum, h, k) => {
      const step = Math.abs(h - headings[k]);
      return sum + Math.min(step, 2 * Math.PI - step);
    }, 0);
    expect(turned).toBeGreaterThan(radians);
    expect(travel(one, 0, 119)).toBeGreaterThan(1);
  });

  it.each([
    ['reef', 'turtle', 8],
    ['walkers', 'walker_a', 11],
  ])('%s: %s has links that keep their shape and joints that do not', (scene, name, links) => {
    const one = actor(scene, name);
    const { link } = one.mesh;
    expect(new Set(link).size).toBe(links);
    expect(stretch(one, (i, j) => link[i] === link[j])).toBeLessThan(1e-9);
    expect(stretch(one, always)).toBeGreaterThan(0.1);
  });

  it.each([
    ['reef', 'jellyfish', 0.05],
    ['reef', 'fish_a', 0.02],
    ['walkers', 'tube_man', 0.2],
  ])('%s: %s deforms', (scene, name, metres) => {
    const one = actor(scene, name);
    expect(new Set(one.mesh.link)).toEqual(new Set([0]));
    expect(stretch(one, always)).toBeGreaterThan(metres);
  });

  it.each([
    ['reef', 'fish_a', 'fish_b'],
    ['walkers', 'walker_a', 'walker_b'],
  ])('%s: %s and %s are alike, but not together', (scene, first, second) => {
    const [a, b] = [actor(scene, first), actor(scene, second)];
    expect([...a.mesh.rest]).toEqual([...b.mesh.rest]);
    const [start, end] = [0, 119].map((frame) => {
      const [ma, mb] = [middle(a, frame), middle(b, frame)];
      return ma.map((value, axis) => value - mb[axis]);
    });
    expect(Math.hypot(...start.map((value, axis) => value - end[axis]))).toBeGreaterThan(0.3);
    const [ta, tb] = [travel(a, 0, 119), travel(b, 0, 119)];
    expect(Math.max(ta, tb) / Math.min(ta, tb)).toBeLessThan(2);
  });

  it.each([
    ['reef', 'ray'],
    ['walkers', 'ball'],
  ])(
    '%s: %s rests for the first half of the clip, exactly, and moves in the second',
    (scene, name) => {
      const one = actor(scene, name);
      expect(posed(one, 59)).toEqual(posed(one, 0));
      expect(travel(one, 60, 119)).toBeGreaterThan(0.5);
    },
  );
});

/** The vertices at the two ends of the model's x axis. */
function extremes({ mesh }: Actor): [number, number] {
  let [high, low] = [0, 0];
  for (let v = 0; v < mesh.link.length; v++) {
    if (mesh.rest[3 * v] > mesh.rest[3 * high]) high = v;
    if (mesh.rest[3 * v] < mesh.rest[3 * low]) low = v;
  }
  return [high, low];
}

describe('reef_tripod', () => {
  it('does not move its camera', () => {
    const { camera } = built.get('reef_tripod')!;
    expect(camera(100)).toEqual(camera(0));
  });
});
