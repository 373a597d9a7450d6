import type { BufferAttribute } from 'three';
import { describe, expect, it } from 'vitest';
import { pointStatuses } from '#core/contract/schemas.ts';
import {
  drawingOrder,
  noScore,
  pointState,
  writePointStates,
  writeScores,
} from '#renderer/scene/pointStates.ts';
import { meanSpacing, pointDiameter } from '#renderer/scene/pointStyle.ts';
import { createPointsLayer } from '#renderer/scene/layers/points.ts';
import { createSharedUniforms } from '#renderer/scene/uniforms.ts';

const kept = pointStatuses.indexOf('kept');
const dropped = pointStatuses.indexOf('beyondBounds');

describe('what the graphics card is told of points', () => {
  it('tells visible, occluded, dropped and placeless points apart, and passes on no NaN', () => {
    const positions = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, Number.NaN, 1, 1, Infinity);
    const visible = Uint8Array.of(1, 0, 1, 0, 1, 1);
    const status = Uint8Array.of(kept, kept, dropped, dropped, kept, kept);
    const places = new Float32Array(12);
    const states = new Uint8Array(6);
    writePointStates({ positions, visible }, status, places, states);
    const { hidden, visible: seen, occluded, droppedVisible, droppedOccluded } = pointState;
    expect([...states]).toEqual([seen, occluded, droppedVisible, droppedOccluded, hidden, hidden]);
    expect([...places]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0]);
  });

  it('marks points without a score, and all before the first map', () => {
    const scores = new Float32Array(3);
    writeScores(Float32Array.of(0.5, Number.NaN, -0.25), scores);
    expect([...scores]).toEqual([0.5, Math.fround(noScore), -0.25]);
    writeScores(undefined, scores);
    expect(new Set(scores)).toEqual(new Set([Math.fround(noScore)]));
  });

  it('draws high scores last, equal ones by id', () => {
    const order = new Uint32Array(5);
    drawingOrder(Float32Array.of(2, noScore, 2, -1, 3), order);
    expect([...order]).toEqual([1, 3, 0, 2, 4]);
  });
});

describe('the size of points', () => {
  it('follows the distance between them, within what can be seen and what hides nothing', () => {
    const image = { width: 100, height: 100 };
    expect(meanSpacing(image, 100)).toBe(10);
    expect(pointDiameter(image, 100, 2)).toBeCloseTo(7.2, 9);
    expect(pointDiameter(image, 1e6, 1)).toBe(3);
    expect(pointDiameter(image, 1, 50)).toBe(10);
  });
});

describe('the points layer', () => {
  it('is one object with one geometry for 25,000 points, all of them drawn', () => {
    const layer = createPointsLayer(createSharedUniforms());
    layer.setStatus(new Uint8Array(25_000));
    expect(layer.object.children).toHaveLength(0);
    expect(layer.object.geometry.groups).toHaveLength(0);
    expect(layer.object.geometry.getIndex()?.count).toBe(25_000);
    layer.dispose();
  });

  it('sends scores only when scores change', () => {
    const layer = createPointsLayer(createSharedUniforms());
    layer.setStatus(new Uint8Array(2));
    const version = () => (layer.object.geometry.getAttribute('score') as BufferAttribute).version;
    const before = version();
    layer.setFrame({ positions: new Float32Array(4), visible: new Uint8Array(2) });
    expect(version()).toBe(before);
    layer.setScores(Float32Array.of(1, 2));
    expect(version()).toBe(before + 1);
    layer.dispose();
  });
});
