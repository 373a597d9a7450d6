/** The window's dialogs, by the names that a screen reader says. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './appPage.ts';

/** Opens a file or a folder by its path, typed into the dialog. */
export async function openPath(page: Page, path: string): Promise<void> {
  await page.keyboard.press('o');
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Path' });
  await field.fill(path);
  await field.press('Enter');
}

/** Exports every kind of file into a folder and waits for the dialog to say so. */
export async function exportTo(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the segmentation' });
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
  for (const kind of await dialog.getByRole('group').getByRole('checkbox').all())
    await kind.check();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  // The longest step of the job: a mask for every frame.
  await expect
    .poll(() => dialog.getByRole('status').textContent(), { timeout: 2 * patience.timeout })
    .toMatch(/\d+ files, .* of \d.* points in/);
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
}
