import { expect, it } from 'vitest';
import { ComoveError, errorBody, errorFromBody } from '#core/contract/errors.ts';

it('carries code, file and remedy across a boundary and back', () => {
  const error = new ComoveError('BAD_INPUT', 'anno.npz is truncated.', {
    file: 'anno.npz',
    remedy: 'Copy it again.',
  });
  expect(errorFromBody(errorBody(error))).toMatchObject({
    code: 'BAD_INPUT',
    message: 'anno.npz is truncated.',
    file: 'anno.npz',
    remedy: 'Copy it again.',
  });
});

it('turns an abort of the platform into ABORTED and anything else into INTERNAL', () => {
  expect(errorBody(new DOMException('x', 'AbortError')).code).toBe('ABORTED');
  expect(errorBody('loose string')).toEqual({ code: 'INTERNAL', message: 'loose string' });
});
