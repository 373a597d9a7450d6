import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fakeElectron } from '../../../support/fakeElectron.ts';
import { arrayBytes } from '#electron/host/media/byteSource.ts';
import { createMediaRegistry } from '#electron/host/media/registry.ts';
import { createStaticFiles } from '#electron/host/web/staticFiles.ts';
import { registerScheme, serveScheme } from '#electron/shell/protocol.ts';

vi.mock('electron', () => fakeElectron);

let folder: string;
const media = createMediaRegistry();
/** Node's Request knows no custom scheme; Electron's carries the URL as it is. */
function ask(url: string, init?: RequestInit): Promise<Response> {
  const { method, headers } = new Request('http://stand-in/', init);
  return fakeElectron.protocol.protocols.get('comove')!({ url, method, headers } as Request);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comove-protocol-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  serveScheme(await createStaticFiles(join(folder, 'page')), media);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the scheme is standard and secure, and bypasses no policy', () => {
  registerScheme();
  expect(fakeElectron.protocol.schemes).toEqual([
    {
      scheme: 'comove',
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ]);
});

it('serves the page with its policy', async () => {
  const response = await ask('comove://app/');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<p>page</p>');
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("connect-src 'self';");
  expect(policy).not.toContain('unsafe');
});

it('serves media, whole and in ranges', async () => {
  const url = `comove://app${media.scope().add(() => arrayBytes(Uint8Array.of(1, 2, 3, 4)))}`;
  expect([...new Uint8Array(await (await ask(url)).arrayBuffer())]).toEqual([1, 2, 3, 4]);
  const part = await ask(url, { headers: { range: 'bytes=2-' } });
  expect(part.status).toBe(206);
  expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([3, 4]);
  expect((await ask(url, { headers: { range: 'bytes=9-' } })).status).toBe(416);
  const head = await ask(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    '4',
    '',
  ]);
});

it.each([
  'comove://evil/',
  'comove://app/../secret.html',
  'comove://app/%2e%2e/secret.html',
  'comove://app/..%2fsecret.html',
  'comove://app/media/nothing',
  'comove://app/nothing',
])('%s is 404', async (url) => expect((await ask(url)).status).toBe(404));

it('POST is refused', async () =>
  expect((await ask('comove://app/', { method: 'POST' })).status).toBe(405));
