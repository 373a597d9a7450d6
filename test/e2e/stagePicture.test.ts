/** What the stage draws, pixel by pixel, in a real browser. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { colourBytes } from '#core/colour/colourMap.ts';
import type { page as stagePage } from '../fixtures/stage/page.ts';
import { describeWithBrowser, launchChromium } from '../support/browser.ts';

type StagePage = typeof stagePage;

const entry = fileURLToPath(new URL('../fixtures/stage/page.ts', import.meta.url));
const viridis = colourBytes('viridis');

describeWithBrowser('the picture on the stage', () => {
  let browser: Browser;
  let page: Page;
  const url = 'http://stage.test/';

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      target: 'es2023',
      write: false,
      logLevel: 'error',
    });
    browser = await launchChromium();
    page = await browser.newPage();
    // Served from memory: nothing leaves the machine.
    await page.route('**/*', (route) =>
      route.request().url().endsWith('page.js')
        ? route.fulfill({ contentType: 'text/javascript', body: outputFiles[0].text })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' }),
    );
    await page.goto(url);
  });
  afterAll(() => browser?.close());

  const onPage = <T>(work: (stage: StagePage) => Promise<T>): Promise<T> =>
    page.evaluate(
      `import('/page.js').then(({ page }) => (${work.toString()})(page))`,
    ) as Promise<T>;

  it('draws 25,000 points in one call', async () => {
    const { pointCalls, millisPerPicture } = await onPage((stage) => stage.manyPoints(25_000, 5));
    console.log(`25,000 points: ${millisPerPicture.toFixed(1)} ms a picture here, 5 pictures`);
    expect(pointCalls).toBe(1);
  });

  it('shows the video’s bytes and the colour map’s colours', async () => {
    const seen = await onPage((stage) => stage.colours());
    const video = [200, 100, 50, 255];
    /** Compares as many channels as are expected. */
    const near = (found: number[], expected: readonly number[], tolerance: number) =>
      expected.forEach((value, i) =>
        expect(Math.abs(found[i] - value)).toBeLessThanOrEqual(tolerance),
      );
    const [lowest, highest] = [[...viridis.slice(0, 4)], [...viridis.slice(-4)]];
    expect(seen.video).toEqual(video);
    expect(seen.plainVideo).toEqual(video);
    // An occluded point is not drawn.
    expect(seen.occluded).toEqual(video);
    // A dot's middle is opaque: the table's own colours, but for the rounding of one blending step.
    near(seen.high, highest, 1);
    near(seen.low, lowest, 1);
    // Below the threshold a quarter of the colour is left over the video.
    near(
      seen.faded,
      [0, 1, 2].map((i) => 0.25 * lowest[i] + 0.75 * video[i]),
      2,
    );
    // The mean of one point is its own score; 0.7 of the full colour where there is full support;
    // the tolerance is for the sums' texels, whose centres are not the points'.
    const support = 0.7 * (1 - Math.exp(-3));
    near(
      seen.heatAtHigh,
      [0, 1, 2].map((i) => support * highest[i] + (1 - support) * video[i]),
      6,
    );
    expect(seen.heatFar).toEqual(video);
    // #ff5fa8 at three tenths.
    near(seen.segmented, [216.5, 98.5, 85.4], 2);
    expect(seen.notSegmented).toEqual(video);
    near(seen.outline, [255, 95, 168], 2);
    // A thin line's edge is smooth: half a pixel from its middle a sixth of the dark edge shows through.
    near(seen.truthDash, [255, 255, 255], 43);
    near(seen.truthGap, [0, 0, 0], 2);
  });
});
