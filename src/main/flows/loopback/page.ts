import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { identity } from '../../../shared/identity';
import mark from '../../../shared/mark.svg?raw';
import { languageFor } from './language';
import { pageStyle } from './page-style';
import { type PageName, pageLanguages, pageText } from './page-texts';

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** For everything that the listener answers: nothing is kept, sent on, run or framed (SEC-22). */
export const answerHeaders: OutgoingHttpHeaders = {
  'Cache-Control': 'no-store',
  Connection: 'close',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * A page of a few lines, without script. Nothing of the request is in it.
 *
 * @param wanted the browser's `Accept-Language`, and the app's own language for want of one
 */
export function pageOf(
  name: PageName,
  wanted: { readonly header: string | undefined; readonly locale: string },
): string {
  const language = languageFor(pageLanguages, wanted.header, wanted.locale) ?? 'en';
  const { title, text } = pageText(language, name, identity.productName);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(`${title} – ${identity.productName}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${mark}
<h1>${inHtml(title)}</h1>
<p>${inHtml(text)}</p>
</main>
</body>
</html>
`;
}

/** The product's name may have an ampersand in it. */
function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
