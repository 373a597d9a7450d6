import { expect, it } from 'vitest';
import { parseByteRange } from '#electron/host/web/byteRange.ts';

const part = (start: number, end: number) => ({ kind: 'part', start, end });

it.each([
  [undefined, { kind: 'whole' }],
  ['', { kind: 'whole' }],
  ['items=0-1', { kind: 'whole' }],
  ['bytes=0-9', part(0, 10)],
  ['bytes=0-', part(0, 100)],
  ['Bytes = 99-', part(99, 100)],
  ['bytes=90-500', part(90, 100)],
  ['bytes=-10', part(90, 100)],
  ['bytes=-500', part(0, 100)],
])('%s of 100 bytes', (header, range) => expect(parseByteRange(header, 100)).toEqual(range));

it.each([
  'bytes=100-',
  'bytes=5-4',
  'bytes=-0',
  'bytes=-',
  'bytes=a-b',
  'bytes=0-1,5-6',
  'bytes=0x10-20',
  'bytes=--1',
  'bytes=1e3-',
  `bytes=${'9'.repeat(400)}-`,
])('%s of 100 bytes cannot be satisfied', (header) =>
  expect(parseByteRange(header, 100)).toEqual({ kind: 'unsatisfiable' }),
);

it('nothing of an empty body can be satisfied', () =>
  expect(parseByteRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' }));
