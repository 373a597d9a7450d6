import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The part of a request that decides whether it may come in. */
export interface Knock {
  readonly method: string;
  readonly path: string;
  /** Value of `?token=` in the URL. */
  readonly token?: string;
  readonly headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'cookie'>;
  /** A WebSocket upgrade: browsers always send its Origin, so one must be there. */
  readonly upgrade?: boolean;
}

export type Admission =
  | { kind: 'admitted' }
  /** The one-time token was good: set the cookie and go on without it in the URL. */
  | { kind: 'welcome'; cookie: string }
  | { kind: 'refused'; reason: 'host' | 'origin' | 'tokenUsed' | 'noSession' };

export interface Access {
  /** Good for one visit. */
  readonly token: string;
  decide(knock: Knock): Admission;
}

/**
 * Who may talk to the local server. Three attacks, three checks:
 * - DNS rebinding (a web page's own name is made to mean 127.0.0.1): the Host must be ours, word for word.
 * - Another site's page sends requests here: a foreign Origin is refused, on upgrades and on everything that
 *   changes something it must be there; the session cookie is SameSite=Strict.
 * - Another user of the same machine finds the port: without the printed one-time token there is no session.
 *
 * @param port that the server listens on
 */
export function createAccess(port: number): Access {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Cookies do not tell ports apart, and two servers may run.
  const cookieName = `comove_${port}`;
  const [token, session] = [secret(), secret()];
  let tokenUsed = false;

  const hasSession = (cookie = '') =>
    cookie
      .split(';')
      .map((pair) => pair.trim().split('='))
      .some(([name, value]) => name === cookieName && isSame(value ?? '', session));

  return {
    token,
    decide({ method, path, token: given, headers, upgrade }) {
      const { host, origin, cookie } = headers;
      if (!host || !hosts.includes(host)) return { kind: 'refused', reason: 'host' };
      const mustHaveOrigin = upgrade || (method !== 'GET' && method !== 'HEAD');
      if (origin === undefined ? mustHaveOrigin : origin !== `http://${host}`)
        return { kind: 'refused', reason: 'origin' };
      if (hasSession(cookie)) return { kind: 'admitted' };
      if (method !== 'GET' || upgrade || path !== '/' || given === undefined)
        return { kind: 'refused', reason: 'noSession' };
      if (!isSame(given, token)) return { kind: 'refused', reason: 'noSession' };
      if (tokenUsed) return { kind: 'refused', reason: 'tokenUsed' };
      tokenUsed = true;
      return {
        kind: 'welcome',
        cookie: `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`,
      };
    },
  };
}

const secret = () => randomBytes(24).toString('base64url');

/** Compares in a time that does not depend on where the two differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
