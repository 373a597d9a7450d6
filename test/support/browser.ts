import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { describe } from 'vitest';

const executable = process.env.COMOVE_CHROMIUM ?? '/usr/bin/chromium';

/**
 * Debian's Chromium, headless, with WebGL on the CPU. The flags that switch networking off keep it from asking
 * for updates, so that "no request leaves the origin" is a statement about the page.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A suite that needs a browser: skipped by name where there is none, unless COMOVE_REQUIRE_BROWSER is set. */
export function describeWithBrowser(name: string, suite: () => void): void {
  if (existsSync(executable) || process.env.COMOVE_REQUIRE_BROWSER) describe(name, suite);
  else describe.skip(`${name} (skipped: no Chromium at ${executable}; set COMOVE_CHROMIUM)`, suite);
}
