/** Estimators compared on one pick, with the keyboard alone, held against the command line. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { estimators } from '#core/estimators/registry.ts';
import { openApp, patience, seesFrame, type AppPage } from '../support/appPage.ts';
import { describeWithBrowser, launchChromium } from '../support/browser.ts';
import { sampleFolder, serve, temporaryFolder, type Served } from '../support/comove.ts';
import { comparisonRow, section, seesCompared, seesNumbers } from '../support/inspector.ts';
import {
  loneliestPoint,
  openSample,
  sampleDocument,
  type CurveDocument,
  type MapDocument,
} from '../support/sampleDocuments.ts';

/** The score that the window starts with. */
const main = estimators[0].info;

describeWithBrowser('comparing estimators on the sample', () => {
  let browser: Browser;
  let server: Served;
  let app: AppPage;
  let track: number;
  const [config, removeConfig] = temporaryFolder();
  const curves = new Map<string, Promise<CurveDocument>>();
  /** What the command line says, asked once. */
  const curveOf = (estimator: string) => {
    const curve = curves.get(estimator) ?? sampleDocument('curve', track, estimator);
    curves.set(estimator, curve);
    return curve;
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await app.page.keyboard.press(key);
  };
  /** Presses a key until what has the focus is in sight. */
  async function pressUntil(key: string, wanted: Locator): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await press(key);
    }
    throw new Error(`${key} does not lead there.`);
  }
  async function pickByNumber(point: number): Promise<void> {
    await press('p');
    await app.page.locator('[name=track]:focus').waitFor();
    await app.page.keyboard.type(String(point));
    await press('Enter', 'Escape');
  }
  const tabTo = (name: string) =>
    pressUntil('Tab', app.page.getByRole('button', { name, exact: true }));
  /** Opens the menu and ticks estimators. */
  async function compare(...names: string[]): Promise<void> {
    await press('m');
    const menu = app.page.getByRole('menu', { name: 'Compare estimators' });
    await app.page.locator('[role=menu]:focus, [role=menu] :focus').waitFor();
    for (const name of names) {
      const item = menu.getByRole('menuitemcheckbox', { name });
      await pressUntil('ArrowDown', item);
      await press('Enter');
      await expect.poll(() => item.getAttribute('aria-checked'), patience).toBe('true');
    }
    await press('Escape');
    await menu.waitFor({ state: 'detached' });
  }

  beforeAll(async () => {
    track = loneliestPoint(await openSample(), 'submersible', 0).track;
    server = await serve([sampleFolder], config);
    browser = await launchChromium();
    app = await openApp(browser, server.url, { width: 1024, height: 700 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    removeConfig();
  });

  it('adds what is chosen in the menu, with the numbers of the command line', async () => {
    await seesFrame(app, 0);
    await pickByNumber(track);
    await compare('Pearson |r|', 'Gaussian copula');
    await seesCompared(app.page, main.label, await curveOf(main.name));
    await seesCompared(app.page, 'Pearson |r|', await curveOf('pearson'));
    await seesCompared(app.page, 'Gaussian copula', await curveOf('gaussian-copula'));
    const plot = app.page.getByRole('img', { name: 'Precision-recall curve' });
    expect(await plot.getAttribute('aria-label')).toMatch(
      /; compared with Pearson \|r\|, Gaussian copula$/,
    );
    expect(await plot.locator('.curve-line').count()).toBe(3);
  });

  it('makes a row the main score, which then has the threshold’s marker', async () => {
    const former = await curveOf(main.name);
    await tabTo('Pearson |r|');
    await press('Enter');
    const pearson = await curveOf('pearson');
    const { auto_threshold } = await sampleDocument<MapDocument>('map', track, 'pearson');
    await seesNumbers(app.page, pearson, auto_threshold);
    await seesCompared(app.page, main.label, former);
    const choice = section(app.page, 'Score').getByRole('combobox', { name: 'estimator' });
    expect(await choice.inputValue()).toBe('pearson');
  });

  it('asks before what is slow, streams it, and keeps what was done when it is aborted', async () => {
    await compare('KDE');
    const question = app.page.getByRole('group', { name: 'KDE is slow' });
    await question.waitFor();
    expect(await question.textContent()).toMatch(/^About \d+ (s|min) for 3,034 pairs, [\d.]+ m?s/);
    await tabTo('Start KDE');
    await press('Enter');
    const first = comparisonRow(app.page, 'KDE').getByRole('cell').first();
    await expect.poll(() => first.textContent(), patience).toMatch(/^[01]\.\d{3}$/);
    await press('Escape');
    await expect
      .poll(() => comparisonRow(app.page, 'KDE').textContent(), patience)
      .toContain('not complete');
    expect(await first.textContent()).toMatch(/^[01]\.\d{3}$/);
    await seesCompared(app.page, 'Pearson |r|', await curveOf('pearson'));
  });

  it('shows what InfoNet makes of two points', async () => {
    const other = track === 396 ? 188 : 396;
    await pickByNumber(other);
    const pair = section(app.page, 'Pair');
    await pair.getByText(`${track} and ${other}`).waitFor();
    await expect
      .poll(() => pair.getByRole('definition').allTextContents(), patience)
      .toEqual(Array.from({ length: 4 }, () => expect.stringMatching(/^-?\d\.\d{3}$/)));
    expect(app.foreign).toEqual([]);
    expect(app.takeProblems()).toEqual([]);
  });
});
