import { expect, it, vi } from 'vitest';
import { fakeElectron } from '../../../support/fakeElectron.ts';
import { claimSingleInstance } from '#electron/shell/singleInstance.ts';

vi.mock('electron', () => fakeElectron);

it('a second start ends at once and listens to nothing', () => {
  fakeElectron.app.firstInstance = false;
  expect(claimSingleInstance(() => undefined, vi.fn())).toBe(false);
  expect(fakeElectron.app.calls).toEqual(['quit']);
  expect(fakeElectron.app.listenerCount('second-instance')).toBe(0);
});
