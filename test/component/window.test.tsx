import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import { actions } from '#renderer/actions/actions.ts';
import { formatKey, keyConflicts } from '#renderer/actions/keys.ts';
import { pick, section, showOpenWindow, showWindow } from './support/window.tsx';

beforeEach(() => sessionStorage.clear());

describe('keys', () => {
  it('have no conflicts', () => {
    expect(keyConflicts(actions)).toEqual(new Map());
    const [first, second] = actions;
    const planted = { ...second, keys: ['$mod+O'] };
    expect(keyConflicts([first, planted])).toEqual(new Map([['$mod+o', [first.id, second.id]]]));
  });

  it('are written as on the keyboard', () => {
    expect(formatKey('$mod+o', false)).toBe('Ctrl+O');
    expect(formatKey('$mod+o', true)).toBe('Cmd+O');
    expect(formatKey('[Shift]+?', false)).toBe('?');
    expect(formatKey('Shift+BracketLeft', false)).toBe('Shift+[');
  });

  it('are all on the sheet that ? shows', async () => {
    const { user } = await showWindow();
    await user.keyboard('?');
    const sheet = within(screen.getByRole('dialog', { name: 'Keys' }));
    for (const { label } of actions) expect(sheet.getByText(label)).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('move time, layers and play, but not while one types', async () => {
    const { session, user } = await showOpenWindow();
    const { time, view } = session.stores;
    await user.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(time.getState().frame).toBe(11);
    await user.keyboard('{End}');
    expect(time.getState().frame).toBe(63);
    await user.keyboard('{Home}2');
    expect(view.getState().layers.heat).toBe(true);
    expect(time.getState().frame).toBe(0);
    await user.keyboard(' ');
    expect(time.getState().playing).toBe(true);
    await user.keyboard(' ');
    const { playing, frame } = time.getState();
    expect(playing).toBe(false);
    await user.click(screen.getByRole('textbox', { name: 'Point number' }));
    await user.keyboard('2{ArrowRight} ');
    expect(view.getState().layers.heat).toBe(true);
    expect(time.getState()).toMatchObject({ frame, playing });
  });

  it('do nothing for what is not possible', async () => {
    const { session, user } = await showWindow();
    await user.keyboard('e1 ');
    expect(session.stores.dialogs.getState().current).toBeUndefined();
    expect(session.stores.view.getState().layers.points).toBe(true);
  });
});

describe('settings', () => {
  it('remember folds, theme and colour map with the host', async () => {
    const { host, user } = await showOpenWindow();
    const fold = screen.getByRole('button', { name: 'Score' });
    await user.click(fold);
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    expect(section('Score').queryByLabelText('estimator')).toBeNull();
    await user.keyboard('tc');
    await waitFor(() =>
      expect(host.values).toEqual({ folded: ['score'], theme: 'light', colourMap: 'cividis' }),
    );
    expect(document.documentElement.dataset.theme).toBe('light');
  });

  it('say it when they cannot be kept', async () => {
    const { host, user } = await showWindow();
    host.fail('settings.set', new ComoveError('WRITE_FAILED', 'The disk is full.'));
    await user.keyboard('t');
    expect(await screen.findByTitle('Settings are not kept: The disk is full.')).toBeVisible();
  });

  it('are applied when the window opens; what makes no sense is left out', async () => {
    const { session } = await showOpenWindow((host) => {
      Object.assign(host.values, { folded: ['picks'], theme: 'dark', colourMap: 'rainbow' });
    });
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(session.stores.view.getState().colourMap).toBe('viridis');
    expect(screen.getByRole('button', { name: 'Picks' })).toHaveAttribute('aria-expanded', 'false');
  });
});

describe('the points of a sequence', () => {
  it('are counted by reason and filtered by other bounds', async () => {
    const { host, session, user } = await showOpenWindow();
    await user.click(screen.getByRole('button', { name: /9 of 10 points/ }));
    const report = within(await screen.findByRole('dialog', { name: 'Points of the sequence' }));
    expect(report.getByRole('row', { name: 'beyond the bounds 1' })).toBeInTheDocument();
    expect(report.getByText('There are no images.')).toBeInTheDocument();
    await user.click(report.getByRole('checkbox', { name: /Show the dropped points/ }));
    expect(session.stores.view.getState().showDropped).toBe(true);
    const maximum = report.getByRole('spinbutton', { name: 'and below, in pixels' });
    await user.clear(maximum);
    await user.type(maximum, '500');
    await user.click(report.getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(host.calls('sequence.filter')[0].protocol).toEqual({
        referenceFrame: 0,
        minimum: -2000,
        maximum: 500,
      }),
    );
  });
});

describe('points with gaps', () => {
  it('take part on request, if enough frames show them', async () => {
    const { host, user } = await showOpenWindow();
    await user.click(screen.getByRole('button', { name: /9 of 10 points/ }));
    const report = within(await screen.findByRole('dialog', { name: 'Points of the sequence' }));
    await user.click(report.getByRole('checkbox', { name: 'Points with gaps take part' }));
    const frames = report.getByRole('spinbutton', { name: 'where visible, frames' });
    await user.clear(frames);
    await user.type(frames, '10');
    await user.click(report.getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(host.calls('sequence.filter')[0].protocol).toMatchObject({ minimumVisible: 10 }),
    );
  });
});

describe('the host', () => {
  it('is said to be lost, and what failed for it is tried again when it is back', async () => {
    const shown = await showOpenWindow();
    const { host, session } = shown;
    host.fail('map.compute', new ComoveError('DISCONNECTED', 'The connection is lost.'));
    act(() => session.stores.picks.getState().pick(1, false));
    act(() => host.connect(false));
    expect(await screen.findByText('The connection to Comove is lost.')).toBeInTheDocument();
    host.fail('map.compute', undefined);
    act(() => host.connect(true));
    expect(await screen.findByText('18 pairs in 0.19 s')).toBeInTheDocument();
    expect(screen.queryByText('The connection to Comove is lost.')).toBeNull();
  });

  it('restarts its engine and scores again', async () => {
    const shown = await showOpenWindow();
    const { host, session, user } = shown;
    host.fail('map.compute', new ComoveError('ENGINE_LOST', 'The inference process ended.'));
    act(() => session.stores.picks.getState().pick(1, false));
    act(() => host.emitter.emit('engine.state', { state: 'lost', label: 'CPU, 2 threads' }));
    const banner = await screen.findByText(/What was running is lost/);
    host.fail('map.compute', undefined);
    await user.click(within(banner.parentElement!).getByRole('button', { name: 'Restart' }));
    expect(host.calls('engine.restart')).toHaveLength(1);
    expect(await screen.findByText('18 pairs in 0.19 s')).toBeInTheDocument();
  });
});

describe('exporting', () => {
  it('writes the chosen files at the threshold and says what was written', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    const { host, session, user } = shown;
    await user.keyboard('e');
    const dialog = within(await screen.findByRole('dialog', { name: 'Export the segmentation' }));
    expect(dialog.getByRole('textbox', { name: 'Folder' })).toHaveValue(
      '/home/user/comove/walkers-segment',
    );
    await user.click(dialog.getByRole('checkbox', { name: /^Masks/ }));
    await user.click(dialog.getByRole('checkbox', { name: /^Curve/ }));
    await user.click(dialog.getByRole('button', { name: 'Export' }));
    expect(await dialog.findByText('/home/user/comove/walkers-segment')).toBeInTheDocument();
    expect(host.calls('export.run')[0]).toMatchObject({
      mapId: 'map 0',
      threshold: session.stores.threshold.getState().value,
      radius: 'auto',
      folder: '/home/user/comove/walkers-segment',
      formats: ['npz', 'curve'],
    });
    expect(dialog.getByText(/1 file, 2.0 kB, of 4 points in/)).toBeInTheDocument();
  });

  it('can be aborted, and says why it failed', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    const { host, user } = shown;
    host.hold('export.run');
    await user.keyboard('e');
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Export' }));
    await user.click(await dialog.findByRole('button', { name: 'Abort' }));
    await waitFor(() => expect(dialog.queryByRole('button', { name: 'Abort' })).toBeNull());
    expect(dialog.queryByRole('alert')).toBeNull();
    host.fail('export.run', new ComoveError('WRITE_FAILED', 'The disk is full.'));
    await user.click(dialog.getByRole('button', { name: 'Export' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('The disk is full.');
  });

  it('offers no curve without masks', async () => {
    const shown = await showOpenWindow((host) => {
      host.info = { ...host.info, labelSource: 'none' };
    });
    await pick(shown, 1);
    await shown.user.keyboard('e');
    expect(await screen.findByRole('checkbox', { name: /^Curve/ })).toBeDisabled();
  });
});
