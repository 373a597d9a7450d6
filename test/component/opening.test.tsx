import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import { showOpenWindow, showWindow } from './support/window.tsx';

beforeEach(() => sessionStorage.clear());

const broken = new ComoveError('BAD_INPUT', '/data/broken.npz is not a zip archive.', {
  file: '/data/broken.npz',
  remedy: 'Give an archive written by numpy.savez.',
});

describe('opening', () => {
  it('begins empty: a drop target, a way to open, the sample, recent files', async () => {
    const { host, user } = await showWindow();
    expect(screen.getByText(/Drop a sequence here/)).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: /old_walkers/ })).toBeEnabled();
    expect(screen.getByRole('button', { name: /gone/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Try the sample' }));
    expect(await screen.findByRole('heading', { name: 'walkers' })).toBeInTheDocument();
    expect(host.calls('sequence.open')[0].source).toEqual({ sample: true });
  });

  it('opens what the shell was started on', async () => {
    const { host } = await showWindow((made) => {
      made.capabilities.initialPath = '/data/walkers';
    });
    expect(await screen.findByRole('heading', { name: 'walkers' })).toBeInTheDocument();
    expect(host.calls('sequence.open')[0].source).toEqual({ path: '/data/walkers' });
    expect(screen.getByText('64 frames')).toBeInTheDocument();
    expect(screen.getByText('2 objects')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /9 of 10 points/ })).toBeInTheDocument();
  });

  it('opens again after a reload what this tab had open', async () => {
    const first = await showOpenWindow();
    first.session.dispose();
    const { host } = await showWindow();
    await waitFor(() =>
      expect(host.calls('sequence.open')[0].source).toEqual({ path: '/data/walkers' }),
    );
  });

  it('says what is loading, how much, since when; Abort leads back', async () => {
    const { host, session, user } = await showWindow((made) => made.hold('sequence.open'));
    act(() => void session.open({ path: '/data/large' }, 'large'));
    const card = await screen.findByRole('status', { name: 'Opening large' });
    const [{ jobId }] = host.calls('sequence.open');
    act(() =>
      host.emitter.emit('job.progress', {
        jobId,
        phase: 'Reading trajectories',
        done: 4_000_000,
        total: 12_000_000,
        unit: 'bytes',
        elapsedMillis: 100,
      }),
    );
    expect(card).toHaveTextContent('Reading trajectories4.0 MB of 12.0 MB');
    await user.click(screen.getAllByRole('button', { name: 'Abort' })[0]);
    await waitFor(() => expect(screen.queryByText('Reading trajectories')).toBeNull());
    expect(host.calls('job.abort')).toEqual([{ jobId }]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText(/Drop a sequence here/)).toBeInTheDocument();
  });

  it('says what failed, which file, why and what to do; what was open stays open', async () => {
    const { host, session, user } = await showOpenWindow();
    host.fail('sequence.open', broken);
    await act(() => session.open({ path: '/data/broken.npz' }, 'broken.npz'));
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Could not open broken.npz');
    expect(alert).toHaveTextContent('/data/broken.npz is not a zip archive.');
    expect(alert).toHaveTextContent('Give an archive written by numpy.savez.');
    expect(screen.getByRole('heading', { name: 'walkers' })).toBeInTheDocument();
    expect(host.calls('sequence.close')).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(await navigator.clipboard.readText()).toContain('BAD_INPUT: /data/broken.npz');

    host.fail('sequence.open', undefined);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('closes the former sequence only when the next one is there', async () => {
    const { host, session } = await showOpenWindow();
    host.info = { ...host.info, sequenceId: 's2', name: 'next' };
    await act(() => session.open({ path: '/data/next' }, 'next'));
    expect(screen.getByRole('heading', { name: 'next' })).toBeInTheDocument();
    expect(host.calls('sequence.close')).toEqual([{ sequenceId: 's1' }]);
  });

  it('takes what is dropped anywhere on the window', async () => {
    const { host } = await showWindow();
    const dataTransfer = { types: ['Files'], files: [], items: [] };
    fireEvent.dragEnter(window, { dataTransfer });
    expect(screen.getByText('Drop to open')).toBeInTheDocument();
    fireEvent.drop(window, { dataTransfer });
    expect(await screen.findByRole('heading', { name: 'dropped' })).toBeInTheDocument();
    expect(host.calls('sequence.open')[0].source).toEqual({ upload: 'u1' });
    expect(screen.queryByText('Drop to open')).toBeNull();
  });

  it('lists folders of the host where there is no system dialog, by the keyboard alone', async () => {
    const { host, user } = await showWindow();
    await user.keyboard('o');
    await user.click(await screen.findByRole('button', { name: /clips/ }));
    expect(await screen.findByDisplayValue('/home/user/clips')).toBeInTheDocument();
    const sequence = screen.getByRole('button', { name: /walkers/ });
    sequence.focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(host.calls('sequence.open')[0].source).toEqual({ path: '/home/user/clips/walkers' }),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('elides long names in the middle and keeps them whole on hover', async () => {
    const name = `${'a_very_long_name_'.repeat(8)}take_113`;
    await showOpenWindow((host) => {
      host.info = { ...host.info, name };
    });
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading).toHaveTextContent(name);
    expect(heading.querySelector('.elided')).toHaveAttribute('title', name);
    expect(heading.querySelector('.elided-tail')).toHaveTextContent(/^e_take_113$|take_113$/);
  });
});
