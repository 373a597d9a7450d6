/** What must not end the window: aborted work, a broken file, a reload, a small screen. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clickImage, openApp, seesFrame, type AppPage } from '../support/appPage.ts';
import { describeWithBrowser, launchChromium } from '../support/browser.ts';
import { comove, sampleFolder, serve, temporaryFolder, type Served } from '../support/comove.ts';
import { openPath } from '../support/dialogs.ts';
import { curveNumbers, section, seesNumbers } from '../support/inspector.ts';
import {
  loneliestPoint,
  openSample,
  sampleDocument,
  type CurveDocument,
  type MapDocument,
  type PlacedPoint,
} from '../support/sampleDocuments.ts';

describeWithBrowser('mishaps in the window', () => {
  let browser: Browser;
  let server: Served;
  let app: AppPage;
  let point: PlacedPoint;
  const [config, removeConfig] = temporaryFolder();
  const [files, removeFiles] = temporaryFolder();

  beforeAll(async () => {
    point = loneliestPoint(await openSample(), 'turtle', 0);
    server = await serve([sampleFolder], config);
    browser = await launchChromium();
    app = await openApp(browser, server.url, { width: 1024, height: 700 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    removeConfig();
    removeFiles();
  });

  it('fits 1024 x 700', async () => {
    await seesFrame(app, 0);
    const overflow = await app.page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    expect(overflow).toEqual([0, 0]);
  });

  it('stops a map on Abort, and the next one comes', async () => {
    const { page } = app;
    const estimator = section(page, 'Score').getByRole('combobox', { name: 'estimator' });
    await estimator.selectOption('kde');
    await clickImage(app, point);
    const abort = page.getByRole('contentinfo').getByRole('button', { name: 'Abort' });
    await abort.click();
    await abort.waitFor({ state: 'detached' });
    // No scores are no curve; the pick is still there.
    expect((await curveNumbers(page)).AP).toBe('–');
    await estimator.selectOption('pearson');
    const curve = await sampleDocument<CurveDocument>('curve', point.track, 'pearson');
    const map = await sampleDocument<MapDocument>('map', point.track, 'pearson');
    await seesNumbers(page, curve, map.auto_threshold);
  });

  it('says what is wrong with a broken archive, and keeps what was open', async () => {
    const { page } = app;
    const broken = join(files, 'broken.npz');
    const whole = readFileSync(join(sampleFolder, 'anno.npz'));
    writeFileSync(broken, whole.subarray(0, whole.length / 2));
    const { code, stderr } = await comove(['info', broken]);
    expect(code).toBe(2);
    const numbers = await curveNumbers(page);

    await openPath(page, broken);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const shown = await alert.getByRole('paragraph').allTextContents();
    expect(shown[0]).toBe('Could not open broken.npz');
    // What is wrong and what to do about it, in the command line's words: the file, the fault, the remedy.
    expect(stderr).toContain(shown[1]);
    expect(shown[1]).toContain('broken.npz');
    expect(stderr).toContain(shown.at(-1));
    expect(shown.at(-1)).toContain('again');
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });

    await page.getByRole('heading', { level: 1, name: 'sample' }).waitFor();
    expect(await curveNumbers(page)).toEqual(numbers);
    await page.keyboard.press('ArrowRight');
    await seesFrame(app, 1);
  });

  it('works on with the same sequence after a reload', async () => {
    const { page } = app;
    app.takeProblems();
    await page.reload();
    await seesFrame(app, 0);
    await page.getByRole('heading', { level: 1, name: 'sample' }).waitFor();
    await section(page, 'Score')
      .getByRole('combobox', { name: 'estimator' })
      .selectOption('pearson');
    await clickImage(app, point);
    const curve = await sampleDocument<CurveDocument>('curve', point.track, 'pearson');
    const map = await sampleDocument<MapDocument>('map', point.track, 'pearson');
    await seesNumbers(page, curve, map.auto_threshold);
    expect(app.takeProblems()).toEqual([]);
    expect(app.foreign).toEqual([]);
  });
});
