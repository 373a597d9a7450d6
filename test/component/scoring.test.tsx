import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ComoveError } from '#core/contract/errors.ts';
import { mapDefaults } from '#core/contract/schemas.ts';
import { autoOf, curveOf, scoresOf } from './support/clip.ts';
import { pick, section, showOpenWindow } from './support/window.tsx';

beforeEach(() => sessionStorage.clear());

const request = (...picks: number[]) => ({
  ...mapDefaults,
  sequenceId: 's1',
  picks,
  estimator: 'pearson',
});

describe('scoring', () => {
  it('computes a map of a picked point, sets the automatic threshold and draws the curve', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    const scores = await scoresOf(request(1));
    const { stores } = shown.session;
    expect(stores.map.getState().scores).toEqual(scores);
    expect(stores.threshold.getState().value).toBe(autoOf(scores));
    expect(section('Score').getByText('18 pairs in 0.19 s')).toBeInTheDocument();
    expect(section('Picks').getByText('left')).toBeInTheDocument();
    const ap = curveOf(scores, 1).average_precision.toFixed(3);
    expect(
      await screen.findByRole('img', { name: `Precision-recall curve, average precision ${ap}` }),
    ).toBeInTheDocument();
    expect(section('Precision–recall').getByText('object 1: 4 of 9 points')).toBeInTheDocument();
  });

  it('takes picks by number and refuses those that do not take part', async () => {
    const { session, user } = await showOpenWindow();
    await user.keyboard('p');
    const field = screen.getByRole('textbox', { name: 'Point number' });
    await waitFor(() => expect(field).toHaveFocus());
    await user.type(field, '10{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('Points are numbered 0 to 9.');
    await user.clear(field);
    await user.type(field, '9{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('The filter left point 9 out.');
    await user.clear(field);
    await user.type(field, '2{Enter}5{Enter}');
    expect(session.stores.picks.getState().tracks).toEqual([2, 5]);
    await user.click(screen.getByRole('button', { name: 'Remove point 2' }));
    expect(session.stores.picks.getState().tracks).toEqual([5]);
    await user.click(screen.getByRole('button', { name: 'clear' }));
    expect(session.stores.picks.getState().tracks).toEqual([]);
    expect(session.stores.map.getState().scores).toBeUndefined();
  });

  it('combines several picks as chosen', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1, 2);
    await shown.user.selectOptions(section('Picks').getByLabelText('combine'), 'max');
    await waitFor(() => expect(shown.host.calls('map.compute').at(-1)?.combine).toBe('max'));
  });

  it('keeps a threshold that the user has set, but not over a change of unit or sequence', async () => {
    const shown = await showOpenWindow();
    const { stores } = shown.session;
    await pick(shown, 1);
    act(() => stores.threshold.getState().set(0.42));
    await pick(shown, 6);
    expect(stores.threshold.getState().value).toBe(0.42);
    await shown.user.click(section('Threshold').getByRole('button', { name: 'auto' }));
    await pick(shown, 2);
    expect(stores.threshold.getState().value).toBe(autoOf(await scoresOf(request(2))));
  });

  it('lets the newest map win and aborts the older one', async () => {
    const shown = await showOpenWindow();
    const { host, session } = shown;
    const release = host.hold('map.compute');
    act(() => session.stores.picks.getState().pick(1, false));
    act(() => session.stores.picks.getState().pick(6, false));
    await waitFor(() => expect(host.calls('map.compute')).toHaveLength(2));
    const [older] = host.calls('map.compute');
    expect(host.calls('job.abort')).toEqual([{ jobId: older.jobId }]);
    await act(async () => release());
    await waitFor(() => expect(session.stores.map.getState().info?.picks).toEqual([6]));
    expect(session.stores.map.getState().problem).toBeUndefined();
  });

  it('stops on Escape and says nothing is wrong', async () => {
    const { host, session, user } = await showOpenWindow();
    host.hold('map.compute');
    act(() => session.stores.picks.getState().pick(1, false));
    expect(await screen.findByText('Scoring by Pearson |r|')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(session.stores.jobs.getState().jobs).toEqual([]));
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Score again' }));
    expect(host.calls('map.compute')).toHaveLength(2);
  });

  it('shows a failure in its place, and tries again', async () => {
    const { host, session, user } = await showOpenWindow();
    host.fail('map.compute', new ComoveError('INTERNAL', 'The network gave NaN.'));
    act(() => session.stores.picks.getState().pick(1, false));
    expect(await screen.findByRole('alert')).toHaveTextContent('The network gave NaN.');
    host.fail('map.compute', undefined);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('18 pairs in 0.19 s')).toBeInTheDocument();
  });

  it('says why there is no curve and what would enable one', async () => {
    const shown = await showOpenWindow((host) => {
      host.info = { ...host.info, labelSource: 'none' };
    });
    expect(screen.getByText('No masks, no curve')).toBeInTheDocument();
    expect(screen.getByText('masks/mask_00000.png')).toBeInTheDocument();
    await pick(shown, 1);
    expect(shown.host.calls('curve.compute')).toEqual([]);
    expect(section('Threshold').getByRole('button', { name: 'best F1' })).toBeDisabled();
  });
});

describe('the threshold', () => {
  const slider = () => section('Threshold').getByRole('slider', { name: 'Threshold' });

  it('moves by the paper’s step, with Shift by a tenth of it', async () => {
    const shown = await showOpenWindow();
    const { threshold } = shown.session.stores;
    await pick(shown, 1);
    act(() => threshold.getState().set(0.5));
    slider().focus();
    await shown.user.keyboard('{ArrowRight}');
    expect(threshold.getState().value).toBeCloseTo(0.51, 12);
    await shown.user.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    expect(threshold.getState().value).toBeCloseTo(0.509, 12);
    // The arrow keys belong to the slider here, not to time.
    expect(shown.session.stores.time.getState().frame).toBe(0);
    await shown.user.keyboard('{Home}');
    expect(threshold.getState().value).toBe(0);
  });

  it('moves by keys from anywhere, and by a number', async () => {
    const shown = await showOpenWindow();
    const { threshold } = shown.session.stores;
    await pick(shown, 1);
    act(() => threshold.getState().set(0.5));
    await shown.user.keyboard('[BracketRight]');
    expect(threshold.getState().value).toBeCloseTo(0.51, 12);
    const field = screen.getByRole('textbox', { name: 'Threshold value' });
    expect(field).toHaveValue('0.510');
    await shown.user.click(field);
    await shown.user.keyboard('0.25{Enter}');
    expect(threshold.getState().value).toBe(0.25);
    await shown.user.click(field);
    await shown.user.keyboard('nonsense{Enter}');
    expect(threshold.getState().value).toBe(0.25);
  });

  it('selects by score >= threshold and shows the operating point', async () => {
    const shown = await showOpenWindow();
    await pick(shown, 1);
    const scores = await scoresOf(request(1));
    const third = [...scores.filter((score) => !Number.isNaN(score))].sort((a, b) => b - a)[2];
    act(() => shown.session.stores.threshold.getState().set(third));
    expect(screen.getByText('3 of 9 points selected')).toBeInTheDocument();
    const { recall } = curveOf(scores, 1).points.find(({ threshold }) => threshold === third)!;
    const figures = section('Precision–recall');
    expect(figures.getByTitle('Recall at the threshold')).toHaveTextContent(recall.toFixed(3));
  });

  it('is set by a click on the curve, and linked to it by hovering', async () => {
    const shown = await showOpenWindow();
    const { threshold } = shown.session.stores;
    await pick(shown, 1);
    const curve = await screen.findByRole('img', { name: /average precision/ });
    curve.getBoundingClientRect = () => new DOMRect(0, 0, 288, 168);
    const { points } = threshold.getState().curve!;
    const lowest = points[0];
    // The lower right corner: all points selected, recall 1.
    fireEvent.pointerMove(curve, { clientX: 280, clientY: 140 });
    expect(threshold.getState().hovered).toBe(lowest.threshold);
    expect(curve).toHaveTextContent(`R ${lowest.recall.toFixed(2)}`);
    fireEvent.pointerDown(curve, { button: 0, clientX: 280, clientY: 140 });
    expect(threshold.getState().value).toBe(lowest.threshold);
    expect(threshold.getState().origin).toBe('user');
    fireEvent.pointerLeave(curve);
    expect(threshold.getState().hovered).toBeUndefined();
  });

  it('goes to the best F1 and back to auto', async () => {
    const shown = await showOpenWindow();
    const { threshold } = shown.session.stores;
    await pick(shown, 1);
    const scores = await scoresOf(request(1));
    await shown.user.keyboard('b');
    expect(threshold.getState().value).toBe(curveOf(scores, 1).best_f1.threshold);
    await shown.user.keyboard('a');
    expect(threshold.getState().value).toBe(autoOf(scores));
  });
});
