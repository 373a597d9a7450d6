import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { LayerBar } from '#renderer/panels/stage/LayerBar.tsx';
import { StoresContext } from '#renderer/state/context.ts';
import { createStores } from '#renderer/state/stores.ts';
import { fakeSequence } from './fakeSequence.ts';

function show() {
  const stores = createStores();
  stores.sequence.setState({ open: fakeSequence() });
  render(
    <StoresContext value={stores}>
      <LayerBar />
    </StoresContext>,
  );
  return stores;
}

it('toggles layers and says which are on', async () => {
  const user = userEvent.setup();
  const stores = show();
  const heat = screen.getByRole('button', { name: /heat/ });
  expect(heat).toHaveAttribute('aria-pressed', 'false');
  expect(heat).toHaveAttribute('aria-keyshortcuts', '2');
  await user.click(heat);
  expect(heat).toHaveAttribute('aria-pressed', 'true');
  expect(stores.view.getState().layers.heat).toBe(true);
});

it('says why there is no ground truth', () => {
  show();
  const truth = screen.getByRole('button', { name: /truth/ });
  expect(truth).toBeDisabled();
  expect(truth).toHaveAttribute('title', 'This sequence has no masks');
});

it('shows dropped points on request', async () => {
  const user = userEvent.setup();
  const stores = show();
  await user.click(screen.getByRole('button', { name: 'dropped' }));
  expect(stores.view.getState().showDropped).toBe(true);
});
