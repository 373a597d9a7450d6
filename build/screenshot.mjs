/**
 * `npm run screenshot`: opens the shipped sample in Chromium over the web server, picks the submersible, waits for
 * its scores and curve, takes the threshold of the best F1 and writes assets/screenshot.png, the picture in the README.
 */
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/support/browser.ts';
import { comove, sampleFolder, serve, temporaryFolder } from '../test/support/comove.ts';

const file = fileURLToPath(new URL('../assets/screenshot.png', import.meta.url));
const picked = 'submersible';

const [config, removeConfig] = temporaryFolder();
const server = await serve([sampleFolder], config);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.goto(server.url);
  await page.locator('.stage-surface[data-frame="0"]').waitFor();
  await pick(page);
  await page
    .getByText(/^AP [01]\.\d/)
    .first()
    .waitFor();
  // Where the object is in the open, and apart from the others.
  await page.locator('.stage-surface').focus();
  for (let tens = 0; tens < 15; tens++) await page.keyboard.press('Shift+ArrowRight');
  await page.locator('.stage-surface[data-frame="150"]').waitFor();
  await page.keyboard.press('b');
  // Away from the stage: what is read there is not part of the picture.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file });
  console.log(file);
} finally {
  await browser.close();
  await server.stop();
  removeConfig();
}

/** Picks a point of the object by its number, as the command line draws one. */
async function pick(page) {
  const args = ['evaluate', sampleFolder, '--queries', '1', '--estimator', 'pearson', '--json'];
  const { objects } = JSON.parse((await comove(args)).stdout);
  const [track] = objects.find(({ name }) => name === picked).picks;
  await page.getByLabel('Point number').fill(String(track));
  await page.getByRole('button', { name: 'Add' }).click();
}
