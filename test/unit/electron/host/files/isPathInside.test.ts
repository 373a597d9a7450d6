import { expect, it } from 'vitest';
import { isPathInside } from '#electron/host/files/isPathInside.ts';

it.each([
  ['/data/seq', '/data/seq', true],
  ['/data/seq/rgbs/a.jpg', '/data/seq', true],
  ['/data/seq/..hidden', '/data/seq', true],
  ['/data/seq2', '/data/seq', false],
  ['/data', '/data/seq', false],
  ['/data/seq/../other', '/data/seq', false],
  ['/etc/passwd', '/', true],
])('%s inside %s: %s', (path, folder, inside) => expect(isPathInside(path, folder)).toBe(inside));
