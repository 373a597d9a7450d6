/** The window in a real browser, by what a person sees and a screen reader says. */
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { expect } from 'vitest';

export interface AppPage {
  page: Page;
  surface: Locator;
  /** Console errors, page errors and failed loads since the last look, which empties the list. */
  takeProblems(): string[];
  /** Requests to anywhere but the page's own origin. */
  foreign: string[];
  close(): Promise<void>;
}

/** Generous, for the machine may be busy with other things: conditions end the wait, not this. */
export const patience = { timeout: 60_000 };

/** Opens the window at an address, in a context of its own, and keeps watch over it. */
export async function openApp(
  browser: Browser,
  url: string,
  viewport = { width: 1440, height: 900 },
): Promise<AppPage> {
  const context: BrowserContext = await browser.newContext({ viewport });
  context.setDefaultTimeout(patience.timeout);
  const page = await context.newPage();
  const { origin } = new URL(url);
  const [problems, foreign]: string[][] = [[], []];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  page.on('requestfailed', (request) => {
    if (!isWithdrawn(request)) problems.push(`request: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!isOwn(request.url(), origin)) foreign.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) foreign.push(socket.url());
  });
  await page.goto(url);
  return {
    page,
    surface: page.locator('.stage-surface'),
    takeProblems: () => problems.splice(0),
    foreign,
    close: () => context.close(),
  };
}

/** blob: and data: addresses stay in the page. */
const isOwn = (url: string, origin: string) =>
  /^(blob|data):/.test(url) || new URL(url).origin === origin;

/** A fetch that the window itself gave up, for it wants another frame by now. */
const isWithdrawn = (request: Request) => request.failure()?.errorText === 'net::ERR_ABORTED';

/** Waits until a frame, and no other, is drawn. */
export async function seesFrame({ surface, page }: AppPage, frame: number): Promise<void> {
  await expect.poll(() => surface.getAttribute('data-frame'), patience).toBe(String(frame));
  const field = page.getByRole('textbox', { name: 'Frame number' });
  await expect.poll(async () => Number(await field.inputValue()), patience).toBe(frame);
}

/** Where an image pixel is on the page: the stage tells its transform, view = image * scale + origin. */
export async function placeOnPage(
  { surface }: AppPage,
  at: { x: number; y: number },
): Promise<{ x: number; y: number }> {
  const transform = (await surface.getAttribute('data-transform')) ?? '';
  const [scale, originX, originY] = transform.split(' ').map(Number);
  const box = (await surface.boundingBox())!;
  return { x: box.x + at.x * scale + originX, y: box.y + at.y * scale + originY };
}

/** Clicks on the stage where an image pixel is. */
export async function clickImage(
  app: AppPage,
  at: { x: number; y: number },
  { add = false } = {},
): Promise<void> {
  const { x, y } = await placeOnPage(app, at);
  if (add) await app.page.keyboard.down('Shift');
  await app.page.mouse.click(x, y);
  if (add) await app.page.keyboard.up('Shift');
}
