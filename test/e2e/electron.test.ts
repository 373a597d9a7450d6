/** The main job in the Electron window, where there is an Electron: the same page, the same numbers. */
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, it } from 'vitest';
import { comove, sampleFolder, temporaryFolder } from '../support/comove.ts';
import { describeWithElectron } from '../support/electron.ts';

describeWithElectron('Electron window', (executablePath) => {
  it('opens the sample, scores a pick and shows the command line’s average precision', async () => {
    const [config, removeConfig] = temporaryFolder();
    const app = await _electron.launch({
      executablePath,
      args: [join(import.meta.dirname, '../..'), sampleFolder],
      env: { ...process.env, XDG_CONFIG_HOME: config } as Record<string, string>,
    });
    try {
      const page = await app.firstWindow();
      page.setDefaultTimeout(60_000);
      await page.locator('.stage-surface[data-frame="0"]').waitFor();
      await page.getByLabel('Point number').fill('396');
      await page.getByRole('button', { name: 'Add' }).click();
      const args = ['curve', sampleFolder, '--track', '396', '--json'];
      const { average_precision: expected } = JSON.parse((await comove(args)).stdout);
      await page
        .getByText(`AP ${(expected as number).toFixed(3)}`)
        .first()
        .waitFor();
      const isolated = await page.evaluate(() => !('require' in window) && !('process' in window));
      expect(isolated).toBe(true);
    } finally {
      await app.close();
      removeConfig();
    }
  });
});
