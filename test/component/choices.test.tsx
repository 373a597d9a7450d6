import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EstimatorOption } from '#core/estimators/estimator.ts';
import type { FakeHost } from './support/fakeHost.ts';
import { pick, section, showOpenWindow } from './support/window.tsx';

beforeEach(() => sessionStorage.clear());

const neighbours: EstimatorOption = {
  name: 'k',
  label: 'neighbours',
  summary: 'How many.',
  kind: 'integer',
  default: 3,
  min: 1,
  max: 50,
};
const rule: EstimatorOption = {
  name: 'rule',
  label: 'bandwidth',
  summary: 'Which rule.',
  kind: 'choice',
  default: 'silverman',
  choices: ['silverman', 'scott'],
};

/** Changes what the host says of pearson. */
const pearsonIs =
  (patch: Partial<FakeHost['capabilities']['estimators'][number]>) => (host: FakeHost) => {
    const [pearson, ...others] = host.capabilities.estimators;
    Object.assign(host.capabilities, { estimators: [{ ...pearson, ...patch }, ...others] });
  };
const last = (host: FakeHost) => host.calls('map.compute').at(-1)!;

describe('options of an estimator', () => {
  it('are fields, and take effect when they are whole', async () => {
    const shown = await showOpenWindow(pearsonIs({ options: [neighbours, rule] }));
    const { host, user } = shown;
    await pick(shown, 1);
    expect(last(host).options).toEqual({});
    const field = section('Score').getByRole('spinbutton', { name: 'neighbours' });
    expect(field).toHaveValue(3);
    fireEvent.change(field, { target: { value: '51' } });
    expect(field).toHaveAttribute('aria-invalid', 'true');
    fireEvent.blur(field);
    expect(field).toHaveValue(3);
    await user.clear(field);
    await user.type(field, '12');
    expect(host.calls('map.compute')).toHaveLength(1);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(last(host).options).toEqual({ k: 12 }));
    await user.selectOptions(section('Score').getByLabelText('bandwidth'), 'scott');
    await waitFor(() => expect(last(host).options).toEqual({ k: 12, rule: 'scott' }));
    expect(screen.getByRole('button', { name: /^Pearson \|r\| k=12 scott/ })).toBeVisible();
  });

  it('leave no trace at their defaults, and belong to their own estimator', async () => {
    const shown = await showOpenWindow(pearsonIs({ options: [rule] }));
    const { host, user } = shown;
    await pick(shown, 1);
    const choice = section('Score').getByLabelText('bandwidth');
    await user.selectOptions(choice, 'scott');
    await waitFor(() => expect(last(host).options).toEqual({ rule: 'scott' }));
    await user.selectOptions(section('Score').getByLabelText('estimator'), 'spearman');
    await waitFor(() => expect(last(host)).toMatchObject({ estimator: 'spearman', options: {} }));
    expect(section('Score').queryByLabelText('bandwidth')).toBeNull();
    await user.selectOptions(section('Score').getByLabelText('estimator'), 'pearson');
    await user.selectOptions(section('Score').getByLabelText('bandwidth'), 'silverman');
    // The first map of all: nothing is computed for it.
    await waitFor(() =>
      expect(shown.session.stores.map.getState().info).toMatchObject({ mapId: 'map 0' }),
    );
    expect(host.calls('map.compute')).toHaveLength(3);
  });
});

describe('a score of trajectories', () => {
  it('has no x and y to combine, and says so', async () => {
    await showOpenWindow(pearsonIs({ scores: 'trajectories', unit: 'pixels' }));
    expect(section('Score').getByLabelText('x and y')).toBeDisabled();
    expect(
      section('Score').getByText('In pixels, both coordinates at once: x and y are not combined.'),
    ).toBeVisible();
  });
});

describe('visible frames only', () => {
  it('asks for a minimum of shared frames', async () => {
    const shown = await showOpenWindow();
    const { host, user } = shown;
    await pick(shown, 1);
    expect(last(host)).toMatchObject({ visibleOnly: false });
    await user.click(section('Score').getByRole('checkbox', { name: 'visible frames only' }));
    await waitFor(() =>
      expect(last(host)).toMatchObject({ visibleOnly: true, minimumOverlap: 16 }),
    );
    const field = section('Score').getByRole('spinbutton', { name: 'at least' });
    await user.clear(field);
    await user.type(field, '32{Enter}');
    await waitFor(() => expect(last(host)).toMatchObject({ minimumOverlap: 32 }));
  });

  it('is the only way where points may have gaps', async () => {
    const shown = await showOpenWindow((host) => {
      const protocol = { ...host.info.protocol, minimumVisible: 16 };
      host.info = { ...host.info, protocol };
    });
    const box = section('Score').getByRole('checkbox', { name: 'visible frames only' });
    expect(box).toBeChecked();
    expect(box).toBeDisabled();
    await pick(shown, 1);
    expect(last(shown.host)).toMatchObject({ visibleOnly: true });
  });
});
