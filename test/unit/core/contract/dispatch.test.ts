import { describe, expect, it, vi } from 'vitest';
import { dispatch } from '#core/contract/dispatch.ts';
import { ComoveError } from '#core/contract/errors.ts';
import type { Handlers } from '#core/contract/methods.ts';

const answering = (answer: (input: unknown) => unknown) =>
  ({ 'job.abort': async (input: unknown) => answer(input) }) as unknown as Handlers;
const abort = (handlers: Handlers, input: unknown, onDefect = vi.fn()) =>
  dispatch(handlers, 'job.abort', input, onDefect);

it('hands over the parsed input and returns the parsed output, without unknown keys', async () => {
  const seen = vi.fn(() => ({ aborted: true, path: '/home/secret' }));
  expect(await abort(answering(seen), { jobId: 'a', extra: 1 })).toEqual({
    ok: true,
    value: { aborted: true },
  });
  expect(seen).toHaveBeenCalledExactlyOnceWith({ jobId: 'a' });
});

describe('refuses', () => {
  const never = answering(() => expect.unreachable());

  it.each([undefined, null, 7, {}, [], 'job', 'toString', 'constructor', '__proto__'])(
    'the name %j',
    async (name) => {
      const reply = await dispatch(never, name, {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'USAGE' } });
      expect(reply.ok || reply.error.remedy).toContain('job.abort');
    },
  );

  it.each([
    undefined,
    null,
    7,
    'a',
    [],
    {},
    { jobId: 3 },
    { jobId: '' },
    { jobId: 'x'.repeat(65) },
  ])('the input %j', async (input) => {
    const reply = await abort(never, input);
    expect(reply).toMatchObject({ ok: false, error: { code: 'USAGE' } });
    expect(reply.ok || reply.error.message).toMatch(/^job\.abort: /);
  });
});

describe('every throw becomes a reply', () => {
  it.each([
    [
      'an error to show',
      new ComoveError('NOT_FOUND', 'x is gone', { file: 'x', remedy: 'Look.' }),
      {
        code: 'NOT_FOUND',
        message: 'x is gone',
        file: 'x',
        remedy: 'Look.',
      },
    ],
    [
      'an abort of the platform',
      new DOMException('', 'AbortError'),
      { code: 'ABORTED', message: 'Stopped.' },
    ],
    ['a defect', new TypeError('x is undefined'), { code: 'INTERNAL', message: 'x is undefined' }],
    ['a string', 'oops', { code: 'INTERNAL', message: 'oops' }],
    ['nothing', undefined, { code: 'INTERNAL', message: 'undefined' }],
  ])('%s', async (_, thrown, error) => {
    const onDefect = vi.fn();
    const handlers = answering(() => {
      throw thrown;
    });
    const reply = await abort(handlers, { jobId: 'a' }, onDefect);
    expect(reply).toEqual({ ok: false, error });
    expect(onDefect.mock.calls).toEqual(error.code === 'INTERNAL' ? [['job.abort', thrown]] : []);
  });

  it('an output off the contract is a defect that names the method and the field', async () => {
    const onDefect = vi.fn();
    expect(
      await abort(
        answering(() => ({ aborted: 'yes' })),
        { jobId: 'a' },
        onDefect,
      ),
    ).toEqual({
      ok: false,
      error: { code: 'INTERNAL', message: expect.stringMatching(/^job\.abort .*aborted: /) },
    });
    expect(onDefect).toHaveBeenCalledOnce();
  });
});
