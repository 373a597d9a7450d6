import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import { mapDefaults } from '#core/contract/schemas.ts';
import { curveOf, scoresOf } from './support/clip.ts';
import type { FakeHost } from './support/fakeHost.ts';
import { pick, section, showOpenWindow, type TestWindow } from './support/window.tsx';

beforeEach(() => sessionStorage.clear());

const scoresFor = (track: number, estimator: string) =>
  scoresOf({ ...mapDefaults, sequenceId: 's1', picks: [track], estimator });

/** Waits until a row has the numbers of a pick: AP, best F1 and its threshold, time. */
async function hasNumbers(name: string, track: number, estimator: string): Promise<void> {
  const curve = curveOf(await scoresFor(track, estimator), track);
  const { f1, threshold } = curve.best_f1;
  const numbers = [curve.average_precision, f1, threshold].map((number) => number.toFixed(3));
  await waitFor(() =>
    expect(
      row(name)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual([...numbers, '0.19 s']),
  );
}
const table = () => screen.getByRole('table', { name: 'Estimators on the present picks' });
const row = (name: string) => {
  const button = within(table()).getByRole('button', { name });
  return within(button.closest('tr')!);
};
const estimators = (host: FakeHost) => host.calls('map.compute').map(({ estimator }) => estimator);

/** Chooses estimators in the menu by keyboard. */
async function compare({ user }: TestWindow, ...names: string[]): Promise<void> {
  await user.keyboard('m');
  const menu = within(await screen.findByRole('menu', { name: 'Compare estimators' }));
  for (const name of names)
    await user.click(menu.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) }));
  await user.keyboard('{Escape}');
}

/** Makes an estimator slow, as the host tells it. */
const slow = (name: string) => (host: FakeHost) => {
  const { estimators } = host.capabilities;
  Object.assign(host.capabilities, {
    estimators: estimators.map((info) => (info.name === name ? { ...info, slow: true } : info)),
  });
};

describe('comparing', () => {
  it('shows the main score with its best F1 and the time it took', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    await hasNumbers('Pearson |r|', 1, 'pearson');
  });

  it('adds a curve, named on the plot, and follows the picks', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    await compare(shown, 'Spearman');
    await hasNumbers('Spearman |ρ|', 1, 'spearman');
    expect(
      screen.getByRole('img', { name: /precision \d\.\d{3}; compared with Spearman \|ρ\|$/ }),
    ).toBeInTheDocument();
    await pick(shown, 6);
    await hasNumbers('Spearman |ρ|', 6, 'spearman');
    expect(estimators(shown.host)).toEqual(['pearson', 'spearman', 'pearson', 'spearman']);
  });

  it('keeps the maps of a pick: going back computes nothing', async () => {
    const shown = await showOpenWindow();
    await compare(shown, 'Spearman');
    for (const track of [1, 6, 1]) {
      await pick(shown, track);
      await hasNumbers('Spearman |ρ|', track, 'spearman');
    }
    expect(shown.host.calls('map.compute')).toHaveLength(4);
    expect(shown.host.calls('curve.compute')).toHaveLength(4);
  });

  it('makes a row the main score by a click, and the former one compared', async () => {
    const shown = await showOpenWindow();
    const { session, host, user } = shown;
    await pick(shown, 1);
    await compare(shown, 'Spearman');
    await row('Spearman |ρ|').findByText('0.19 s');
    await user.click(screen.getByRole('button', { name: 'Spearman |ρ|' }));
    await waitFor(() => expect(session.stores.map.getState().info?.estimator).toBe('spearman'));
    expect(section('Score').getByLabelText('estimator')).toHaveValue('spearman');
    expect(screen.getByRole('button', { name: 'Spearman |ρ|' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(await row('Pearson |r|').findByText('0.19 s')).toBeInTheDocument();
    expect(session.stores.map.getState().scores).toEqual(await scoresFor(1, 'spearman'));
    expect(host.calls('map.compute')).toHaveLength(2);
  });

  it('takes over a map that is being computed when its row becomes the main score', async () => {
    const shown = await showOpenWindow();
    const { session, host, user } = shown;
    await pick(shown, 1);
    const release = host.hold('map.compute');
    await compare(shown, 'Spearman');
    await row('Spearman |ρ|').findByRole('progressbar');
    await user.click(screen.getByRole('button', { name: 'Spearman |ρ|' }));
    await act(async () => release());
    await waitFor(() => expect(session.stores.map.getState().info?.estimator).toBe('spearman'));
    expect(host.calls('map.compute')).toHaveLength(2);
    expect(host.calls('job.abort')).toEqual([]);
  });

  it('computes the main score first', async () => {
    const shown = await showOpenWindow();
    await compare(shown, 'Spearman');
    const release = shown.host.hold('map.compute');
    act(() => shown.session.stores.picks.getState().pick(1, false));
    expect(await row('Spearman |ρ|').findByText('waiting')).toBeInTheDocument();
    expect(estimators(shown.host)).toEqual(['pearson']);
    await act(async () => release());
    await row('Spearman |ρ|').findByText('0.19 s');
  });

  it('streams: the curve of the points so far, which stays when it is aborted', async () => {
    const shown = await showOpenWindow();
    const { host, user, session } = shown;
    await pick(shown, 1);
    host.hold('map.compute');
    await compare(shown, 'Spearman');
    await row('Spearman |ρ|').findByRole('progressbar');
    // Points 1 and 5 are scored: one of the pick's object, ranked first.
    const partial = Float32Array.from({ length: 10 }, (_, i) =>
      i === 1 ? 0.9 : i === 5 ? 0.2 : NaN,
    );
    const { jobId } = host.calls('map.compute')[1];
    await act(async () => host.tellPartial(jobId, partial, 2, 18));
    expect(await row('Spearman |ρ|').findByText('1.000')).toHaveAttribute('data-partial', 'true');
    await user.click(row('Spearman |ρ|').getByRole('button', { name: 'Abort Spearman |ρ|' }));
    expect(await row('Spearman |ρ|').findByText('not complete')).toBeInTheDocument();
    expect(row('Spearman |ρ|').getByText('1.000')).toBeInTheDocument();
    expect(session.stores.threshold.getState().curve).toBeDefined();
  });

  it('has the error of one in its own row, and tries it again', async () => {
    const shown = await showOpenWindow();
    const { host, user } = shown;
    await pick(shown, 1);
    host.fail('map.compute', new ComoveError('INTERNAL', 'It did not converge.'));
    await compare(shown, 'Spearman');
    expect(await within(table()).findByRole('alert')).toHaveTextContent('It did not converge.');
    await hasNumbers('Pearson |r|', 1, 'pearson');
    host.fail('map.compute', undefined);
    await user.click(within(table()).getByRole('button', { name: 'Try again' }));
    await hasNumbers('Spearman |ρ|', 1, 'spearman');
  });

  it('goes without curves where there are no masks', async () => {
    const shown = await showOpenWindow((host) => {
      host.info = { ...host.info, labelSource: 'none' };
    });
    await pick(shown, 1);
    await compare(shown, 'Spearman');
    expect(await row('Spearman |ρ|').findByText('0.19 s')).toBeInTheDocument();
    expect(row('Spearman |ρ|').getAllByText('–')).toHaveLength(3);
    expect(shown.host.calls('curve.compute')).toEqual([]);
  });
});

describe('a slow estimator', () => {
  it('says how long it takes before it starts, and starts when told to', async () => {
    const shown = await showOpenWindow(slow('spearman'));
    await pick(shown, 1);
    await compare(shown, 'Spearman');
    const question = within(await screen.findByRole('group', { name: 'Spearman |ρ| is slow' }));
    // 18 pairs of half a second.
    expect(question.getByRole('status')).toHaveTextContent('About 9 s for 18 pairs, 500 ms each');
    expect(estimators(shown.host)).toEqual(['pearson']);
    await shown.user.click(question.getByRole('button', { name: 'Start Spearman |ρ|' }));
    await hasNumbers('Spearman |ρ|', 1, 'spearman');
  });

  it('asks again for another pick, without measuring anew, and can be declined', async () => {
    const shown = await showOpenWindow(slow('spearman'));
    await pick(shown, 1);
    await compare(shown, 'Spearman');
    await screen.findByRole('button', { name: 'Start Spearman |ρ|' });
    await pick(shown, 6);
    await shown.user.click(await screen.findByRole('button', { name: 'Cancel Spearman |ρ|' }));
    expect(row('Spearman |ρ|').getByText('not complete')).toBeInTheDocument();
    expect(shown.host.calls('map.forecast')).toHaveLength(1);
    expect(estimators(shown.host)).toEqual(['pearson', 'pearson']);
  });

  it('asks as the main score, too; cancelling goes back to the former one', async () => {
    const shown = await showOpenWindow(slow('spearman'));
    const { session, user } = shown;
    await pick(shown, 1);
    const choice = section('Score').getByLabelText('estimator');
    await user.selectOptions(choice, 'spearman');
    await user.click(await section('Score').findByRole('button', { name: 'Cancel Spearman |ρ|' }));
    expect(choice).toHaveValue('pearson');
    expect(session.stores.map.getState().info?.estimator).toBe('pearson');
    await user.selectOptions(choice, 'spearman');
    await user.click(await section('Score').findByRole('button', { name: 'Start Spearman |ρ|' }));
    await waitFor(() => expect(session.stores.map.getState().info?.estimator).toBe('spearman'));
    expect(estimators(shown.host)).toEqual(['pearson', 'spearman']);
  });

  it('says when measuring failed', async () => {
    const shown = await showOpenWindow(slow('spearman'));
    await pick(shown, 1);
    shown.host.fail('map.forecast', new ComoveError('INTERNAL', 'It cannot be measured.'));
    await compare(shown, 'Spearman');
    expect(await within(table()).findByRole('alert')).toHaveTextContent('It cannot be measured.');
  });
});
