import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createEmitter } from '#core/contract/emitter.ts';
import type { Handlers } from '#core/contract/methods.ts';
import { arrayBytes, openImageFile } from '#electron/host/media/byteSource.ts';
import { createMediaRegistry } from '#electron/host/media/registry.ts';
import type { Host } from '#electron/host/services/host.ts';
import { createStaticFiles } from '#electron/host/web/staticFiles.ts';
import { createUploads } from '#electron/server/uploads.ts';
import { startWebServer, type WebServer } from '#electron/server/webServer.ts';
import { rawBytes, rawRequest, type RawRequest } from '../../../support/rawHttp.ts';

let folder: string;
let server: WebServer;
let cookie: string;
let openConnections = 0;
const media = createMediaRegistry();
const defects: string[] = [];

const handlers = {
  'settings.get': async () => ({ values: { theme: 'dark' }, notes: [], secret: 'not named' }),
  'files.list': async () => {
    throw new TypeError('a defect');
  },
} as unknown as Handlers;
const host: Host = {
  media,
  requestPath: () => {},
  dispose: async () => {},
  connect() {
    openConnections += 1;
    return { handlers, events: createEmitter(), close: () => void (openConnections -= 1) };
  },
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comove-server-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  mkdirSync(join(folder, 'uploads'));
  writeFileSync(join(folder, 'page/index.html'), '<script nonce="COMOVE_CSP_NONCE"></script>');
  writeFileSync(join(folder, 'page/assets/index-Ab3dE6gH.js'), 'export {}');
  writeFileSync(join(folder, 'page/.env'), 'secret');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  server = await startWebServer({
    host,
    page: await createStaticFiles(join(folder, 'page')),
    uploads: createUploads({ folder: join(folder, 'uploads') }),
    onDefect: (asked) => defects.push(asked),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const own = () => ({ host: `127.0.0.1:${server.port}`, cookie });
const origin = () => `http://127.0.0.1:${server.port}`;
const ask = (path: string, { headers, ...rest }: RawRequest = {}) =>
  rawRequest(server.port, path, { ...rest, headers: { ...own(), ...headers } });

describe('entry', () => {
  it('without a session there is nothing but the way in', async () => {
    for (const path of ['/', '/assets/index-Ab3dE6gH.js', '/media/x', '/nothing']) {
      const answer = await rawRequest(server.port, path, { headers: { host: own().host } });
      expect(answer.status).toBe(401);
      expect(answer.body.toString()).toContain('printed');
    }
  });

  it('the printed link leads in, once, and says so when it is used again', async () => {
    const path = server.url.slice(origin().length);
    const first = await rawRequest(server.port, path);
    expect(first.status).toBe(200);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.body.toString()).toContain('http-equiv="refresh" content="0; url=/"');
    cookie = first.headers['set-cookie']![0].split(';')[0];

    const second = await rawRequest(server.port, path);
    expect(second.status).toBe(401);
    expect(second.body.toString()).toContain('already used');
    expect(second.headers['set-cookie']).toBeUndefined();

    const again = await ask(path);
    expect([again.status, again.headers.location]).toEqual([303, '/']);
  });
});

describe('the page', () => {
  it('comes with the policy, with a nonce of its own each time', async () => {
    const [a, b] = [await ask('/'), await ask('/')];
    const policy = String(a.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)![1];
    expect(a.body.toString()).toBe(`<script nonce="${nonce}"></script>`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port};`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(a.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(b.body.toString()).not.toBe(a.body.toString());
  });

  it('hashed files may be kept', async () => {
    const { headers } = await ask('/assets/index-Ab3dE6gH.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/%2e%2e%2fsecret.html',
    '/..\\secret.html',
    '/....//secret.html',
    '//etc/passwd',
    '/.env',
    '/assets',
    '/index.html%00.js',
    '/constructor',
  ])('%s is nothing', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('secret"');
    expect(JSON.parse(body.toString()).error.code).toBe('NOT_FOUND');
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])(
    '%s is refused',
    async (method) => {
      const { status, headers } = await ask('/', { method, headers: { origin: origin() } });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    },
  );

  it('HEAD has headers and no body', async () => {
    const { status, headers, body } = await ask('/', { method: 'HEAD' });
    expect([status, body.length]).toEqual([200, 0]);
    expect(Number(headers['content-length'])).toBeGreaterThan(0);
  });
});

describe('hostile requests', () => {
  it('DNS rebinding: a foreign Host is refused, with the cookie too', async () => {
    for (const name of ['evil.example', `evil.example:${server.port}`])
      expect((await ask('/', { headers: { host: name } })).status).toBe(403);
  });

  it('a foreign Origin is refused, with the cookie too', async () => {
    for (const foreign of ['http://evil.example', 'null'])
      expect((await ask('/', { headers: { origin: foreign } })).status).toBe(403);
  });

  it('an absolute URL in the request line is no path of ours', async () => {
    expect((await ask('http://evil.example/')).status).toBe(404);
  });

  it('giant headers end with 431', async () => {
    expect((await ask('/', { headers: { 'x-big': 'x'.repeat(64_000) } })).status).toBe(431);
  });

  it('what is no HTTP ends with 400', async () => {
    expect(await rawBytes(server.port, 'HELLO\r\n\r\n')).toContain('400 Bad Request');
  });

  it('nothing of this is a defect of ours, and the server still answers', async () => {
    expect((await ask('/')).status).toBe(200);
    expect(defects).toEqual([]);
  });
});

describe('media', () => {
  it('ranges come as 206, those outside as 416', async () => {
    const url = media.scope().add(() => arrayBytes(Uint8Array.of(1, 2, 3, 4)));
    const part = await ask(url, { headers: { range: 'bytes=1-2' } });
    expect([part.status, [...part.body], part.headers['content-range']]).toEqual([
      206,
      [2, 3],
      'bytes 1-2/4',
    ]);
    expect((await ask(url, { headers: { range: 'bytes=4-' } })).status).toBe(416);
    expect((await ask(url, { headers: { range: 'bytes=x' } })).status).toBe(416);
    expect((await ask(url, { method: 'POST', headers: { origin: origin() } })).status).toBe(405);
  });

  it('a body that breaks off ends its connection, and the app goes on', async () => {
    const url = media.scope().add(() => ({
      size: 10,
      type: 'application/octet-stream' as const,
      async *read() {
        yield Uint8Array.of(1, 2, 3);
        throw new Error('the disk is gone');
      },
    }));
    await expect(ask(url)).rejects.toThrow(/aborted|hang up|reset/);
    expect((await ask('/')).status).toBe(200);
  });

  it('a file that vanished is 404 with the reason', async () => {
    const url = media.scope().add(() => openImageFile(join(folder, 'gone.jpg'), folder));
    const { status, body } = await ask(url);
    expect(status).toBe(404);
    expect(JSON.parse(body.toString()).error).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('uploads', () => {
  const send = (path: string, options: RawRequest) =>
    ask(path, { ...options, headers: { origin: origin(), ...options.headers } });

  it('begin, files, give up', async () => {
    const { upload } = JSON.parse((await send('/upload', { method: 'POST' })).body.toString());
    const put = await send(`/upload/${upload}/seq/anno.npz`, { method: 'PUT', body: 'bytes' });
    expect(JSON.parse(put.body.toString())).toEqual({ bytes: 5 });
    expect(readdirSync(join(folder, 'uploads'))).toHaveLength(1);
    expect((await send(`/upload/${upload}`, { method: 'DELETE' })).status).toBe(200);
    expect(readdirSync(join(folder, 'uploads'))).toHaveLength(0);
  });

  it.each([
    ['a name that climbs', 'PUT', '/%2e%2e/x', {}, 403],
    ['a body without a length', 'PUT', '/x', { 'transfer-encoding': 'chunked' }, 400],
    ['a method that means nothing', 'PATCH', '', {}, 400],
  ])('%s is refused with the reason', async (_, method, path, headers, status) => {
    const { upload } = JSON.parse((await send('/upload', { method: 'POST' })).body.toString());
    const answer = await send(`/upload/${upload}${path}`, { method, headers, body: 'x' });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body.toString()).error.message).not.toBe('');
  });

  it('an unknown upload is 404; a foreign Origin never gets that far', async () => {
    expect((await send('/upload/nope/x', { method: 'PUT', body: 'x' })).status).toBe(404);
    const headers = { origin: 'http://evil.example' };
    expect((await ask('/upload', { method: 'POST', headers })).status).toBe(403);
  });
});

describe('the socket', () => {
  const socket = (headers: Record<string, string> = {}, path = '/socket') =>
    new WebSocket(`ws://127.0.0.1:${server.port}${path}`, {
      headers: { origin: origin(), cookie, ...headers },
    });
  const opened = (ws: WebSocket) =>
    new Promise<string>((resolve) => {
      ws.on('open', () => resolve('open'));
      ws.on('error', ({ message }) => resolve(message));
    });
  const closed = (ws: WebSocket) => new Promise<number>((resolve) => ws.on('close', resolve));
  const reply = (ws: WebSocket) =>
    new Promise<unknown>((resolve) =>
      ws.once('message', (data) => resolve(JSON.parse(String(data)))),
    );

  it.each([
    ['a foreign Origin', { origin: 'http://evil.example' }, '/socket', '403'],
    ['no cookie', { cookie: '' }, '/socket', '403'],
    ['a foreign Host', { host: 'evil.example' }, '/socket', '403'],
    ['another path', {}, '/media/x', '404'],
  ])('%s is not let in', async (_, headers: Record<string, string>, path, status) => {
    expect(await opened(socket(headers, path))).toContain(status);
  });

  it('no Origin is not let in: browsers always send one', async () => {
    const answer = await rawBytes(
      server.port,
      `GET /socket HTTP/1.1\r\nHost: ${own().host}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
  });

  it('calls are answered by their id, without what the contract does not name', async () => {
    const ws = socket();
    await opened(ws);
    ws.send(JSON.stringify({ id: 7, method: 'settings.get', input: {} }));
    expect(await reply(ws)).toEqual({
      id: 7,
      reply: { ok: true, value: { values: { theme: 'dark' }, notes: [] } },
    });
    ws.close();
    await closed(ws);
  });

  it.each([
    ['no JSON', 'hello'],
    ['JSON that is no call', '[1, 2]'],
    ['a call without id', '{"method": "settings.get", "input": {}}'],
    ['binary', Buffer.of(1, 2, 3)],
  ])('%s ends the connection with 1008', async (_, message) => {
    const ws = socket();
    await opened(ws);
    ws.send(message);
    expect(await closed(ws)).toBe(1008);
  });

  it('a frame that breaks the protocol ends the connection with 1002', async () => {
    const ws = socket();
    await opened(ws);
    // Reserved bits set, unmasked: no frame a client may send.
    (ws as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
      Buffer.of(0xff, 0x01, 0x00),
    );
    expect(await closed(ws)).toBe(1002);
  });

  it('a message that is too long ends the connection with 1009', async () => {
    const ws = socket();
    await opened(ws);
    ws.send(`{"id":1,"method":"${'x'.repeat(2 << 20)}"}`);
    expect(await closed(ws)).toBe(1009);
  });

  it('a defect is answered with its code and reported with its method; all connections have ended', async () => {
    const ws = socket();
    await opened(ws);
    ws.send('{"id": 1, "method": "files.list", "input": {}}');
    expect(await reply(ws)).toMatchObject({ reply: { ok: false, error: { code: 'INTERNAL' } } });
    expect(defects).toEqual(['files.list']);
    ws.close();
    await closed(ws);
    await expect.poll(() => openConnections).toBe(0);
  });
});

it('a port that is taken is a clear message', async () => {
  const options = { host, page: { answer: () => Promise.reject() }, uploads: createUploads() };
  await expect(
    startWebServer({ ...options, port: server.port, onDefect: () => {} }),
  ).rejects.toMatchObject({ code: 'USAGE', remedy: expect.stringContaining('--port') });
});
