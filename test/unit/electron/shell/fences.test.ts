import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { App, Session } from 'electron';
import { fakeElectron, FakeWebContents } from '../../../support/fakeElectron.ts';
import { fenceAll, fenceSession } from '#electron/shell/fences.ts';
import { isAppUrl } from '#electron/shell/origin.ts';

vi.mock('electron', () => fakeElectron);

const foreign = [
  'https://example.com/',
  'http://127.0.0.1:1234/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'comove://evil/',
  'comove://app.evil/',
  'comove://app:1/',
  'comove://user@app/',
  'comovex://app/',
  'no url',
  '',
];

describe('our own origin', () => {
  it.each(['comove://app/', 'comove://app/index.html', 'comove://app/media/x?y#z'])('%s', (url) =>
    expect(isAppUrl(url)).toBe(true),
  );
  it.each(foreign)('not %j', (url) => expect(isAppUrl(url)).toBe(false));
});

describe('contents', () => {
  let contents: FakeWebContents;
  beforeEach(() => {
    fakeElectron.app.removeAllListeners();
    fenceAll(fakeElectron.app as unknown as App);
    contents = new FakeWebContents();
    fakeElectron.app.emit('web-contents-created', {}, contents);
  });

  it.each(foreign)('may not go to %j', (url) => {
    expect(contents.tryTo('will-navigate', { url })).toBe('prevented');
    expect(contents.tryTo('will-redirect', { url })).toBe('prevented');
  });

  it('may reload', () =>
    expect(contents.tryTo('will-navigate', { url: 'comove://app/' })).toBe('allowed'));

  it('may open no window and no webview', () => {
    for (const url of [...foreign, 'comove://app/'])
      expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
    expect(contents.tryTo('will-attach-webview')).toBe('prevented');
  });
});

it('a session grants nothing', () => {
  const session = fakeElectron.session.defaultSession;
  fenceSession(session as unknown as Session);
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
  ]) {
    const answer = vi.fn();
    session.permissionRequest?.({}, permission, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
  }
  expect(session.permissionCheck?.()).toBe(false);
  expect(session.devicePermission?.()).toBe(false);
  const preventDefault = vi.fn();
  session.emit('will-download', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});
