// The page that ends an authorization in its window.
import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** The outcome of an authorization. No token is part of it. */
export type Result = 'linked' | 'refused' | 'failed';

const MESSAGES: Record<Result, string> = {
  linked: 'Your Coder account is linked. You can close this window.',
  refused: 'Coder did not allow it. You can close this window.',
  failed: 'Your Coder account was not linked. Close this window and try again.',
};

/** Closes the window, or goes to the portal in a tab that scripts cannot close. */
const SCRIPT = `
const { result, app } = document.body.dataset;
window.close();
if (result === 'linked') setTimeout(() => location.replace(app), 1000);
`;
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

/** Answers with the page. `appUrl` is the portal's. */
export function sendResult(response: Response, result: Result, appUrl: string): void {
  response
    .set('content-security-policy', `default-src 'none'; script-src 'sha256-${SCRIPT_HASH}'; frame-ancestors 'none'`)
    .set('cache-control', 'no-store')
    .set('referrer-policy', 'no-referrer')
    .type('html')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Coder</title>` +
        `<body data-result="${result}" data-app="${escape(appUrl)}"><p>${MESSAGES[result]}</p>` +
        `<script>${SCRIPT}</script></body></html>`,
    );
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
