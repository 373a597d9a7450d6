import { randomBytes } from 'node:crypto';
import type { Answer } from '#electron/host/web/answer.ts';
import { contentSecurityPolicy } from '#electron/host/web/policy.ts';
import { htmlAnswer } from '#electron/host/web/staticFiles.ts';
import type { Admission } from './access.ts';

type Refusal = Extract<Admission, { kind: 'refused' }>['reason'];

const again = 'run "comove serve" (or "npm start") again and open the link that it prints.';

/** Why a request is refused and what to do, for people. */
export const refusals: Readonly<Record<Refusal, { status: number; title: string; text: string }>> =
  {
    host: {
      status: 403,
      title: 'Wrong address',
      text: 'Comove answers only at the address that it printed, beginning with http://127.0.0.1.',
    },
    origin: {
      status: 403,
      title: 'Refused',
      text: 'Another site asked for this. Comove answers only its own page.',
    },
    tokenUsed: {
      status: 401,
      title: 'This link was already used',
      text: `For safety it works once. Go back to the tab that it opened, or ${again}`,
    },
    noSession: {
      status: 401,
      title: 'Open the printed link',
      text: `This page needs the link that Comove printed when it started; its token is part of it. If the link is gone, ${again}`,
    },
  };

/** A refusal as a page. */
export function refusalPage(reason: Refusal): Answer {
  const { status, title, text } = refusals[reason];
  return smallPage(status, title, text);
}

/**
 * The page that the one-time link leads to: it goes on to the app by itself. It is a page and no redirect, since
 * a browser that came here from another site would not send a SameSite=Strict cookie along a redirect.
 */
export function welcomePage(cookie: string): Answer {
  const go = '<meta http-equiv="refresh" content="0; url=/">';
  const answer = smallPage(200, 'Comove', 'Opening Comove.', go);
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
}

function smallPage(status: number, title: string, text: string, head = ''): Answer {
  const nonce = randomBytes(16).toString('base64');
  const style =
    ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}main{max-width:32em;margin:20vh auto;padding:0 1em}h1{font-size:1.25em}';
  return htmlAnswer(
    status,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}` +
      `<link rel="icon" href="data:,"><style nonce="${nonce}">${style}</style></head>` +
      `<body><main><h1>${title}</h1><p>${text}</p></main></body></html>`,
    contentSecurityPolicy(nonce),
  );
}
