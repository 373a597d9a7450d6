import { expect, it } from 'vitest';
import { browserCommand } from '#electron/server/openBrowser.ts';

it('a browser is opened where there is a display', () => {
  expect(browserCommand('linux', {})).toBeUndefined();
  expect(browserCommand('linux', { DISPLAY: '' })).toBeUndefined();
  expect(browserCommand('linux', { DISPLAY: ':0' })).toEqual(['xdg-open']);
  expect(browserCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
  expect(browserCommand('darwin', {})).toEqual(['open']);
  // No shell in between: a URL holds & and %.
  expect(browserCommand('win32', {})?.[0]).toBe('rundll32');
});
