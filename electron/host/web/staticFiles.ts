import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { refusal, textAnswer, withoutBody, type Answer } from './answer.ts';
import { commonHeaders, contentSecurityPolicy, noncePlaceholder } from './policy.ts';

/** Types the built page is made of. A file of any other type is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface StaticFiles {
  /**
   * Answers a request for a part of the page.
   *
   * @param path of the URL, still encoded, without query
   * @param socket the WebSocket's origin, for the policy
   */
  answer(method: string, path: string, socket?: string): Promise<Answer>;
}

/**
 * Serves a folder's files as they are now: the list is made once, and a request must name one of the list word
 * for word. Attack: `/../../etc/passwd` in any of its encodings; nothing is decoded or joined, so there is
 * nothing to escape from.
 *
 * @param folder the built page, with index.html
 */
export async function createStaticFiles(folder: string): Promise<StaticFiles> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && types[extname(entry.name)])
      files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  return {
    async answer(method, path, socket) {
      if (method !== 'GET' && method !== 'HEAD')
        return refusal(
          405,
          { code: 'USAGE', message: `The page cannot be ${method}.` },
          { allow: 'GET, HEAD' },
        );
      const file = files.get(path === '/' ? '/index.html' : path);
      if (!file) return refusal(404, { code: 'NOT_FOUND', message: 'There is nothing here.' });
      const answer = file.endsWith('.html') ? await page(file, socket) : await asset(file);
      return method === 'HEAD' ? withoutBody(answer) : answer;
    },
  };
}

/** A page, with a nonce that no earlier answer had. */
async function page(file: string, socket?: string): Promise<Answer> {
  const nonce = randomBytes(16).toString('base64');
  const text = (await readFile(file, 'utf8')).replaceAll(noncePlaceholder, nonce);
  return htmlAnswer(200, text, contentSecurityPolicy(nonce, socket));
}

/** A page with the policy that binds it. */
export function htmlAnswer(status: number, text: string, policy: string): Answer {
  return textAnswer(status, 'text/html', text, {
    'content-security-policy': policy,
    'x-frame-options': 'DENY',
  });
}

/** An asset: built names carry a hash of their content, so they may be kept. */
async function asset(file: string): Promise<Answer> {
  const body = await readFile(file);
  const isHashed = /-[\w-]{8,}\.\w+$/.test(file);
  return {
    status: 200,
    headers: {
      ...commonHeaders,
      'content-type': types[extname(file)],
      'content-length': String(body.length),
      'cache-control': isHashed ? 'private, max-age=31536000, immutable' : 'no-store',
    },
    body,
  };
}
