/**
 * `npm run screenshot`: opens the shipped sample in Chromium over the web server, picks the submersible, waits for
 * its scores and curve and writes assets/screenshot.png, the picture in the README.
 */
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/support/browser.ts';
import { sampleFolder, serve, temporaryFolder } from '../test/support/comove.ts';

const file = fileURLToPath(new URL('../assets/screenshot.png', import.meta.url));
const picked = 'submersible';
/** Where it is looked for, in pixels of the page: points lie closer together than this. */
const searchStep = 6;

const [config, removeConfig] = temporaryFolder();
const server = await serve([sampleFolder], config);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.goto(server.url);
  await page.locator('.stage-surface[data-frame="0"]').waitFor();
  await pick(page);
  await page.getByText('Average precision').waitFor();
  // Away from the stage: what is read there is not part of the picture.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file });
  console.log(file);
} finally {
  await browser.close();
  await server.stop();
  removeConfig();
}

/** Moves over the video row by row until a point of the object lies under the pointer, and clicks it. */
async function pick(page) {
  const { x, y, width, height } = await page.locator('.stage-surface').boundingBox();
  const readOut = page.locator('.read-out:visible', { hasText: picked });
  for (let down = searchStep; down < height; down += searchStep)
    for (let right = searchStep; right < width; right += searchStep) {
      await page.mouse.move(x + right, y + down);
      if ((await readOut.count()) === 0) continue;
      await page.mouse.click(x + right, y + down);
      return;
    }
  throw new Error(`No point of ${picked} is on the stage.`);
}
