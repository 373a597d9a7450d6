/** The main job in a real browser over the shipped sample, held against the command line number by number. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sequence } from '#electron/host/sequences/sequence.ts';
import { clickImage, openApp, seesFrame, type AppPage } from '../support/appPage.ts';
import { describeWithBrowser, launchChromium } from '../support/browser.ts';
import { comove, sampleFolder, serve, temporaryFolder, type Served } from '../support/comove.ts';
import { exportTo } from '../support/dialogs.ts';
import {
  distinctPoint,
  placeOnCurve,
  section,
  seesNumbers,
  thresholdField,
  thresholdSlider,
} from '../support/inspector.ts';
import {
  filesBelow,
  loneliestPoint,
  openSample,
  sampleDocument,
  type CurveDocument,
  type MapDocument,
  type PlacedPoint,
} from '../support/sampleDocuments.ts';

/** Not frame 0, so that what is clicked is what is shown. */
const pickFrame = 41;

interface Documents {
  curve: CurveDocument;
  map: MapDocument;
}

describeWithBrowser('the main job on the sample', () => {
  let browser: Browser;
  let server: Served;
  let app: AppPage;
  let sequence: Sequence;
  let point: PlacedPoint;
  const [config, removeConfig] = temporaryFolder();
  const [exports, removeExports] = temporaryFolder();
  let infonet: Documents;
  let pearson: Documents;
  /** Both documents of one estimator for the point that is picked. */
  const documents = async (estimator: string): Promise<Documents> => ({
    curve: await sampleDocument<CurveDocument>('curve', point.track, estimator),
    map: await sampleDocument<MapDocument>('map', point.track, estimator),
  });

  beforeAll(async () => {
    sequence = await openSample();
    point = loneliestPoint(sequence, 'submersible', pickFrame);
    server = await serve([sampleFolder], config);
    browser = await launchChromium();
    app = await openApp(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    removeConfig();
    removeExports();
  });

  it('opens what it was started on and draws its first frame', async () => {
    await seesFrame(app, 0);
    await app.page.getByRole('heading', { level: 1, name: 'sample' }).waitFor();
    expect(await app.surface.getAttribute('data-point-calls')).toBe('1');
  });

  it('goes through time frame by frame', async () => {
    const { keyboard } = app.page;
    await app.surface.focus();
    for (let frame = 1; frame <= 3; frame++) {
      await keyboard.press('ArrowRight');
      await seesFrame(app, frame);
    }
    await keyboard.press('ArrowLeft');
    await seesFrame(app, 2);
    await keyboard.press('Shift+ArrowRight');
    await seesFrame(app, 12);
    await keyboard.press('End');
    await seesFrame(app, sequence.trajectories.frameCount - 1);
    await keyboard.press('ArrowRight');
    await seesFrame(app, sequence.trajectories.frameCount - 1);
    await keyboard.press('Home');
    await seesFrame(app, 0);
    const field = app.page.getByRole('textbox', { name: 'Frame number' });
    await field.fill(String(pickFrame));
    await field.press('Enter');
    await seesFrame(app, pickFrame);
  });

  it('switches layers by their keys', async () => {
    await app.surface.focus();
    const layers = app.page.getByRole('toolbar', { name: 'Layers' });
    for (const [i, name] of ['points', 'heat', 'segment', 'truth'].entries()) {
      const toggle = layers.getByRole('button', { name });
      const before = (await toggle.getAttribute('aria-pressed')) === 'true';
      await app.page.keyboard.press(String(i + 1));
      await expect.poll(() => toggle.getAttribute('aria-pressed')).toBe(String(!before));
      await app.page.keyboard.press(String(i + 1));
      await expect.poll(() => toggle.getAttribute('aria-pressed')).toBe(String(before));
    }
  });

  it('scores every point from a click, as the command line does', async () => {
    await clickImage(app, point);
    const pick = section(app.page, 'Picks').getByRole('listitem');
    await expect.poll(() => pick.allTextContents()).toEqual([expect.stringContaining(id(point))]);
    infonet = await documents('infonet-table');
    await seesNumbers(app.page, infonet.curve, infonet.map.auto_threshold);
    const { pairs, scores } = infonet.map;
    await expect(section(app.page, 'Score').textContent()).resolves.toContain(
      `${pairs.toLocaleString('en')} pairs in `,
    );
    const own = scores[infonet.map.track_ids.indexOf(point.track)];
    expect(await pick.textContent()).toContain(own.toFixed(3));
  });

  it('follows the threshold by keyboard in the paper’s steps', async () => {
    const { keyboard } = app.page;
    let threshold = infonet.map.auto_threshold;
    await thresholdSlider(app.page).focus();
    for (const [key, by] of [
      ['ArrowRight', 0.01],
      ['ArrowRight', 0.01],
      ['Shift+ArrowRight', 0.001],
      ['ArrowLeft', -0.01],
      ['Shift+ArrowLeft', -0.001],
    ] as const) {
      await keyboard.press(key);
      threshold += by;
      await expect.poll(() => thresholdField(app.page).inputValue()).toBe(threshold.toFixed(3));
      await seesNumbers(app.page, infonet.curve, threshold);
    }
    await keyboard.press('b');
    await seesNumbers(app.page, infonet.curve, infonet.curve.best_f1.threshold);
    await keyboard.press('a');
    await seesNumbers(app.page, infonet.curve, infonet.map.auto_threshold);
  });

  it('reads the curve under the pointer and takes its threshold on a click', async () => {
    const aim = distinctPoint(infonet.curve);
    const { x, y } = await placeOnCurve(app.page, aim);
    const curve = app.page.getByRole('img', { name: 'Precision-recall curve' });
    await app.page.mouse.move(x, y);
    await expect
      .poll(() => curve.textContent())
      .toContain(`P ${aim.precision.toFixed(2)}, R ${aim.recall.toFixed(2)}`);
    await seesNumbers(app.page, infonet.curve, infonet.map.auto_threshold);
    await app.page.mouse.click(x, y);
    await seesNumbers(app.page, infonet.curve, aim.threshold);
  });

  it('shows the other estimator’s numbers once it is chosen', async () => {
    const choice = section(app.page, 'Score').getByRole('combobox', { name: 'estimator' });
    await choice.selectOption('pearson');
    pearson = await documents('pearson');
    await seesNumbers(app.page, pearson.curve, pearson.map.auto_threshold);
  });

  it('exports what the command line exports, byte for byte', async () => {
    await thresholdField(app.page).fill('0.62');
    await thresholdField(app.page).press('Enter');
    await seesNumbers(app.page, pearson.curve, 0.62);
    const [fromWindow, fromCommand] = [join(exports, 'window'), join(exports, 'command')];
    await exportTo(app.page, fromWindow);
    const { code, stderr } = await comove([
      'segment',
      sampleFolder,
      ...['--track', id(point), '--estimator', 'pearson'],
      ...['--threshold', '0.62', '--out', fromCommand],
    ]);
    expect(code, stderr).toBe(0);
    const [window, command] = [filesBelow(fromWindow), filesBelow(fromCommand)];
    expect([...window.keys()]).toEqual([...command.keys()]);
    expect(window.size).toBeGreaterThan(sequence.trajectories.frameCount);
    for (const [name, bytes] of command) expect(window.get(name)!.equals(bytes), name).toBe(true);
  });

  it('has left the origin alone and the console silent', () => {
    expect(app.foreign).toEqual([]);
    expect(app.takeProblems()).toEqual([]);
  });
});

const id = ({ track }: PlacedPoint) => String(track);
