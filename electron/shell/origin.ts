/** The page's own origin. A standard, secure scheme: relative URLs, fetch and workers behave as on the web. */
export const appScheme = 'comove';
export const appOrigin = `${appScheme}://app`;

/** Whether a URL belongs to the page. Compared by parts: `comove://app.evil/` and `comove://appx/` do not. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url);
    return protocol === `${appScheme}:` && host === 'app' && username === '' && password === '';
  } catch {
    return false;
  }
}
