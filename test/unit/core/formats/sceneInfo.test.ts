import { expect, it } from 'vitest';
import { maskNames, readSceneInfo } from '#core/formats/sceneInfo.ts';

it('reads the assets, whatever else the file holds', () => {
  const text = JSON.stringify({
    sensor_width: 36,
    focal_length: 50,
    assets: ['background', 'dog', 'background'],
    character: ['a', 'b'],
  });
  expect(readSceneInfo(text)).toEqual({
    kind: 'read',
    info: { assets: ['background', 'dog', 'background'] },
  });
});

it('bears a missing or odd list of assets, and takes a stated frame rate', () => {
  expect(readSceneInfo('{"character": "ann", "fps": 24}')).toEqual({
    kind: 'read',
    info: { assets: [], fps: 24 },
  });
  expect(readSceneInfo('{"assets": "dog", "fps": -1}')).toMatchObject({ info: { assets: [] } });
});

it('says why a file is unreadable', () => {
  expect(readSceneInfo('{')).toEqual({ kind: 'unreadable', reason: 'is not JSON' });
  expect(readSceneInfo('[1]')).toEqual({ kind: 'unreadable', reason: 'is not a JSON object' });
});

it('names index i + 1 by asset i, adds the plane, and tells equal names apart', () => {
  expect([...maskNames(['background', 'dog', 'background'])]).toEqual([
    [1, 'background'],
    [2, 'dog'],
    [3, 'background 2'],
    [4, 'Plane'],
  ]);
  expect(maskNames([]).size).toBe(0);
});
