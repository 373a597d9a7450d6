/** What every answer of both shells says about what the page may do. */

/** Stands in the built index.html where the nonce of each answer goes. */
export const noncePlaceholder = 'COMOVE_CSP_NONCE';

/**
 * The content security policy of the page, the same in both shells. Attack: a hostile file name or annotation
 * that becomes markup. No inline or evaluated script, no request to another origin, no frame, no form.
 *
 * Style elements need the nonce, since react-aria-components inserts one; style attributes in markup are
 * refused (React sets styles through the DOM, which no policy restricts).
 *
 * @param nonce of this answer
 * @param socket the WebSocket's origin, e.g. `ws://127.0.0.1:4000`, where the shell has one
 */
export function contentSecurityPolicy(nonce: string, socket?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${socket ? ` ${socket}` : ''}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer, whatever it carries. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
