import { beforeEach, expect, it } from 'vitest';
import { createAccess, type Access, type Knock } from '#electron/server/access.ts';

const port = 4321;
let access: Access;
beforeEach(() => {
  access = createAccess(port);
});

const host = `127.0.0.1:${port}`;
const knock = (change: Partial<Knock> = {}): Knock => ({
  method: 'GET',
  path: '/',
  headers: { host },
  ...change,
});
const enter = () => access.decide(knock({ token: access.token }));

it('the token is good once, and turns into a strict cookie that scripts cannot read', () => {
  const first = enter();
  expect(first).toEqual({
    kind: 'welcome',
    cookie: expect.stringMatching(/^comove_4321=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/),
  });
  expect(enter()).toEqual({ kind: 'refused', reason: 'tokenUsed' });
  const cookie = first.kind === 'welcome' ? first.cookie.split(';')[0] : '';
  expect(access.decide(knock({ headers: { host, cookie: `a=b; ${cookie}` } }))).toEqual({
    kind: 'admitted',
  });
});

it.each([
  ['no token and no cookie', {}],
  ['a wrong token', { token: 'x'.repeat(32) }],
  ['a token for another path', { path: '/media/x', token: 'right' }],
  ['a token in a HEAD, which looks but does not enter', { method: 'HEAD', token: 'right' }],
  ['a wrong cookie', { headers: { host, cookie: 'comove_4321=guess' } }],
  ['a cookie without a value', { headers: { host, cookie: 'comove_4321' } }],
])('%s: no session', (_, change: Partial<Knock>) => {
  const token = change.token === 'right' ? access.token : change.token;
  expect(access.decide(knock({ ...change, token }))).toEqual({
    kind: 'refused',
    reason: 'noSession',
  });
  expect(enter().kind).toBe('welcome');
});

it("another server's cookie is not ours", () => {
  const other = createAccess(port);
  const welcome = other.decide(knock({ token: other.token }));
  const cookie = welcome.kind === 'welcome' ? welcome.cookie.split(';')[0] : '';
  expect(access.decide(knock({ headers: { host, cookie } })).kind).toBe('refused');
});

it.each([
  undefined,
  '',
  'evil.example',
  `evil.example:${port}`,
  '127.0.0.1',
  '127.0.0.1:80',
  `127.0.0.1.evil.example:${port}`,
])('DNS rebinding: Host %j is refused even with the token', (name) => {
  expect(access.decide(knock({ headers: { host: name }, token: access.token }))).toEqual({
    kind: 'refused',
    reason: 'host',
  });
});

it('localhost is a name of ours', () => {
  const headers = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
  expect(access.decide(knock({ headers, token: access.token })).kind).toBe('welcome');
});

it.each([
  ['http://evil.example', 'GET', false],
  ['null', 'GET', false],
  ['http://127.0.0.1:80', 'GET', false],
  [`https://${host}`, 'GET', false],
  [undefined, 'POST', false],
  [undefined, 'DELETE', false],
  [undefined, 'GET', true],
])('Origin %s with %s (upgrade %s) is refused', (origin, method, upgrade) => {
  expect(
    access.decide(knock({ method, upgrade, headers: { host, origin }, token: access.token })),
  ).toEqual({ kind: 'refused', reason: 'origin' });
});
